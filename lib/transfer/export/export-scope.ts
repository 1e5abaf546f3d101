import { z } from 'zod';
import { type GateAnswer, gateAnswer } from '#lib/attestation/gate-answer';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { readChoices, type TrainingChoices, trainerOptions } from '#lib/training/training-choices';

/** What may be asked of an export. */
export const exportQuestion = z.object({
  batch: z.coerce.number().int().min(1).optional().describe('Number of the batch; without it the newest.'),
  decision: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('The snapshot that this recorded decision judged, instead of the latest measured one.'),
  run: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('The snapshot of this training run, with its split and its soft labels.'),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Of the split by prompt; default 1, or the run’s.'),
  unapproved: z
    .union([z.boolean(), z.enum(['0', '1', 'false', 'true'])])
    .default(false)
    .transform((value) => value === true || value === '1' || value === 'true')
    .describe('Export labels that the gate does not let through too; every file says so.'),
});

export type ExportQuestion = z.infer<typeof exportQuestion>;

/** How the gate stands to what is exported; written into every row. */
export type ExportGate = 'passed' | 'waived' | 'not passed';

/** Exactly which labels are exported, and how they become pairs. */
export interface ExportScope {
  batchId: string;
  answer: GateAnswer;
  gate: ExportGate;
  run: number | null;
  seed: number;
  choices: TrainingChoices;
  shares: { validation: number; heldOut: number };
}

/**
 * What an export is of: always a snapshot that was measured, never labels that nothing has judged. What the gate does not let
 * through is refused, unless it is asked for as such.
 */
export async function exportScope(
  project: { id: string; slug: string; simulated: boolean },
  asked: ExportQuestion,
): Promise<ExportScope> {
  const run = asked.run === undefined ? null : await findRun(project.id, asked.run);
  const answer = await gateAnswer(project, { batch: asked.batch, decision: run?.decision ?? asked.decision });
  if (!answer.snapshot)
    throw new ConcordError(
      'conflict',
      `${answer.batch.name} has no measured labels yet: there is nothing to export.`,
    );
  const gate: ExportGate = answer.waiver ? 'waived' : answer.passed ? 'passed' : 'not passed';
  if (gate === 'not passed' && !asked.unapproved)
    throw new ConcordError(
      'gate_blocked',
      `The gate does not let ${answer.batch.name} through: ${answer.reasons[0] ?? 'labels wait to be measured.'} Ask for unapproved labels to export them all the same, marked as such.`,
      { reasons: answer.reasons },
    );
  const { rows } = await pool().query<{ id: string }>(
    'SELECT id FROM batch WHERE project_id = $1 AND number = $2',
    [project.id, answer.batch.number],
  );
  const choices = readChoices(run?.options);
  return {
    batchId: rows[0]!.id,
    answer,
    gate,
    run: asked.run ?? null,
    seed: asked.seed ?? run?.seed ?? 1,
    choices,
    shares: trainerOptions(choices).shares,
  };
}

async function findRun(projectId: string, number: number) {
  const { rows } = await pool().query<{ decision: number; seed: number; options: unknown }>(
    `SELECT d.number AS decision, r.seed, r.options FROM training_run r JOIN gate_decision d ON d.id = r.decision_id
     WHERE r.project_id = $1 AND r.number = $2`,
    [projectId, number],
  );
  if (!rows[0]) throw new ConcordError('not_found', `There is no run ${number}.`);
  return rows[0];
}
