import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateLabels } from '#jobs/simulate-labels';
import { closeDatabase } from '#lib/db';
import { type Decision, decide } from '#lib/gate/decide';
import { PRESETS } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { wouldTake } from '#lib/gate/would-take';
import { pauseAnnotator } from '#lib/labels/change-annotator';
import { collectOverlap } from '#lib/labels/collect-overlap';
import { measureQuality } from '#lib/quality/measure-quality';
import { seedDemo } from '#prisma/seed/seed-demo';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

/** The demo as a lead meets it in the product: every step through the function behind its button. */
describe('the demo project', { timeout: 180_000 }, () => {
  it('is blocked, becomes undecided without the drifter, and opens when the queued overlap is collected', async () => {
    await seedDemo(new Date('2026-11-23T11:00:00Z'));
    const { rows } = await db.pool.query(
      `SELECT p.id AS project_id, b.id AS batch_id, (SELECT user_id FROM membership m WHERE m.project_id = p.id AND m.role = 'LEAD') AS lead_id
       FROM project p JOIN batch b ON b.project_id = p.id`,
    );
    const project = { id: rows[0].project_id as string };
    const batchId = rows[0].batch_id as string;
    const lead = { kind: 'person' as const, id: rows[0].lead_id as string };

    const before = await judged(batchId);
    expect(before.decision.verdict).toBe('FAIL');
    const [drifter] = before.figures.flagged.annotators;
    const reason = 'Agreement fell at mid-batch.';
    const setAside = { batchId, fromSequence: drifter!.fromSequence };
    await pauseAnnotator(project, lead, { annotatorId: drifter!.annotatorId, reason, setAside });

    const between = await judged(batchId);
    expect(between.decision.verdict).toBe('NOT_ENOUGH_EVIDENCE');
    const step = wouldTake(between.decision, between.figures).find((s) => s.action === 'collect-overlap')!;
    expect(await collectOverlap(project, lead, { batchId, count: step.count! })).toBe(step.count);
    await simulateLabels(batchId, between.lastSequence);

    const after = await judged(batchId);
    expect(after.lastSequence).toBeGreaterThanOrEqual(between.lastSequence + step.count!);
    expect(after.decision.checks.filter((c) => c.verdict !== 'PASS')).toEqual([]);
  });
});

async function judged(
  batchId: string,
): Promise<{ decision: Decision; figures: QualityFigures; lastSequence: number }> {
  await measureQuality(batchId);
  const { rows } = await db.pool.query(
    'SELECT figures, last_sequence FROM quality_report WHERE batch_id = $1 ORDER BY last_sequence DESC LIMIT 1',
    [batchId],
  );
  const figures = rows[0].figures as QualityFigures;
  const lastSequence = Number(rows[0].last_sequence);
  const decision = decide({ figures, lastSequence, neededSequence: lastSequence }, PRESETS.preference);
  return { decision, figures, lastSequence };
}
