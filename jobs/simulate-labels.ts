import { createHash } from 'node:crypto';
import { pool } from '#lib/db';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { storedChoice } from '#lib/labels/shown-side';
import { seededRandom } from '#lib/statistics/random';
import { REASON_NAMES } from '#prisma/seed/demo/reason-names';
import { type AnnotatorBehaviour, settledTaste, simulateChoice } from '#prisma/seed/demo/simulated-annotator';
import type { DemoSimulation } from '#prisma/seed/demo/types';

/** Between two simulated labels, so that a watching lead sees them arrive. */
const PAUSE_MS = 40;

interface SimulatedAnnotator {
  id: number;
  external_id: string;
  simulation: AnnotatorBehaviour;
  labels: number;
}

/**
 * Lets the active simulated annotators of a demo project work off what waits in a batch, through the same lease and
 * label doors as people. Ends when nothing is left for any of them.
 */
export async function simulateLabels(batchId: string, seed: number): Promise<void> {
  const { rows } = await pool().query<SimulatedAnnotator>(
    `SELECT a.id, a.external_id, a.simulation, (SELECT count(*)::int FROM label l WHERE l.annotator_id = a.id) AS labels
     FROM annotator a JOIN batch b ON b.project_id = a.project_id JOIN project p ON p.id = a.project_id
     WHERE b.id = $1 AND p.simulated AND a.simulation IS NOT NULL AND a.status IN ('ACTIVE', 'PROBATION') ORDER BY a.id`,
    [batchId],
  );
  let busy = rows;
  while (busy.length) {
    const next: SimulatedAnnotator[] = [];
    for (const annotator of busy) if (await labelOne(annotator, seed)) next.push(annotator);
    busy = next;
  }
}

async function labelOne(annotator: SimulatedAnnotator, seed: number): Promise<boolean> {
  const [shown] = await nextComparisons(annotator.id, 1);
  if (!shown) return false;
  const { rows } = await pool().query<{
    external_id: string;
    swapped: boolean;
    simulation: DemoSimulation | null;
  }>(
    `SELECT c.external_id, a.swapped, c.meta->'simulation' AS simulation FROM assignment a JOIN comparison c ON c.id = a.comparison_id WHERE a.id = $1`,
    [shown.assignmentId],
  );
  const { external_id, swapped, simulation } = rows[0]!;
  if (!simulation) return false;
  const meeting = `${annotator.external_id}/${external_id}`;
  const random = seededRandom(createHash('sha256').update(`${seed} ${meeting}`).digest().readUInt32LE(0));
  const answer = simulateChoice({
    behaviour: annotator.simulation,
    ...simulation,
    shownSwapped: swapped,
    labelNumber: ++annotator.labels,
    random,
    taste: settledTaste(seed, meeting, seededRandom),
    words: `${shown.left} ${shown.right}`.split(/\s+/).length,
  });
  await recordLabel(
    annotator.id,
    {
      assignmentId: shown.assignmentId,
      idempotencyKey: `simulated-${shown.assignmentId}`,
      choice: storedChoice(answer.choice, swapped),
      strength: answer.strength,
      reasons: answer.reasons.map((reason) => REASON_NAMES[reason]),
      rationale: answer.rationale,
      activeMs: answer.durationMs,
    },
    'SIMULATOR',
  );
  await new Promise((done) => setTimeout(done, PAUSE_MS));
  return true;
}
