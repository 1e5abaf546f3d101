import { randomUUID } from 'node:crypto';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { openAdjudications } from '#lib/labels/open-adjudications';
import { recordLabel } from '#lib/labels/record-label';
import type { Choice } from '#prisma/generated/enums';
import { type Crew, makeCrew } from './crew';
import type { TestDatabase } from './database';

/** A verdict without an adjudication to give it on. */
export const asks = { verdict: 'A' as Choice, cause: 'GUIDELINE_GAP' as const, note: '' };
export const lead = (crew: Crew) => ({ kind: 'person', id: crew.userId }) as const;

/** Labels every comparison of a crew: annotator k chooses by `choice(comparison's place, annotator's place)`. */
export async function labelAll(
  db: TestDatabase,
  crew: Crew,
  choice: (comparison: number, annotator: number) => Choice,
) {
  for (const [k, annotator] of crew.annotatorIds.entries()) {
    for (const shown of await nextComparisons(annotator, crew.comparisonIds.length)) {
      const { rows } = await db.pool.query('SELECT comparison_id, swapped FROM assignment WHERE id = $1', [
        shown.assignmentId,
      ]);
      const stored = choice(crew.comparisonIds.indexOf(rows[0].comparison_id), k);
      const turned =
        rows[0].swapped && (stored === 'A' || stored === 'B') ? (stored === 'A' ? 'B' : 'A') : stored;
      await recordLabel(annotator, {
        assignmentId: shown.assignmentId,
        idempotencyKey: randomUUID(),
        choice: turned,
        reasons: [],
      });
    }
  }
}

/** Two annotators who agree on all but the first `split` comparisons. */
export async function splitCrew(db: TestDatabase, split: number, comparisons = 6): Promise<Crew> {
  const crew = await makeCrew(db, { annotators: 2, comparisons, overlap: 2 });
  await labelAll(db, crew, (c, a) => (c < split && a === 1 ? 'B' : 'A'));
  return crew;
}

/** Opens adjudications on the comparisons at these places of a crew; their ids, in that order. */
export const open = async (db: TestDatabase, crew: Crew, ...places: number[]): Promise<string[]> => {
  const ids = places.map((place) => crew.comparisonIds[place]!);
  await openAdjudications({ id: crew.projectId }, lead(crew), {
    comparisonIds: ids,
    reason: 'Labels differ.',
  });
  const { rows } = await db.pool.query(
    `SELECT id FROM adjudication WHERE comparison_id = ANY($1) AND state = 'OPEN' ORDER BY comparison_id`,
    [ids],
  );
  return rows.map((row) => row.id);
};
export const lastSequence = async (db: TestDatabase, crew: Crew): Promise<number> =>
  Number(
    (await db.pool.query('SELECT last_sequence FROM batch WHERE id = $1', [crew.batchId])).rows[0]
      .last_sequence,
  );
