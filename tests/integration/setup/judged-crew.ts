import { randomUUID } from 'node:crypto';
import { SYSTEM_ACTOR } from '#lib/audit';
import type { PolicyChecks } from '#lib/gate/policy';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { type Crew, makeCrew } from './crew';
import type { TestDatabase } from './database';

/** Thresholds that a labelled crew passes. */
export const OPEN_POLICY: PolicyChecks = { comparisons: 10, overlapShare: 0.1 };

/** Lets annotators work off what waits for them, all of one mind. */
export async function labelAll(crew: Crew, annotators = crew.annotatorIds): Promise<void> {
  for (const annotator of annotators) {
    for (;;) {
      const [shown] = await nextComparisons(annotator, 1);
      if (!shown) break;
      await recordLabel(annotator, {
        assignmentId: shown.assignmentId,
        idempotencyKey: randomUUID(),
        choice: shown.left.startsWith('Answer one') ? 'A' : 'B',
        reasons: [],
      });
    }
  }
}

/** A labelled, measured crew; with `open`, under a policy that lets it through. */
export async function judgedCrew(
  db: TestDatabase,
  { open }: { open: boolean },
): Promise<Crew & { slug: string }> {
  const crew = await makeCrew(db, { annotators: 2, comparisons: 30, overlap: 2 });
  await labelAll(crew);
  if (open)
    await changePolicy({ id: crew.projectId }, SYSTEM_ACTOR, {
      checks: OPEN_POLICY,
      note: 'A test.',
      after: 1,
    });
  await measureQuality(crew.batchId);
  const { rows } = await db.pool.query('SELECT slug FROM project WHERE id = $1', [crew.projectId]);
  return { ...crew, slug: rows[0].slug };
}
