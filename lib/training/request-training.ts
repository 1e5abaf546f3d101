import { z } from 'zod';
import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { engineChoice, storedChoice } from './engine-choice';
import { judgeBatch, lockProjectNumbers } from './judge-batch';
import { trainingChoices } from './training-choices';

/**
 * The embedded trainer stops when it learns no more. A job on a cluster does not, and a base model that passes over the same pairs
 * again learns little but to overfit.
 */
const EPOCHS_ON_A_CLUSTER = 1;

export const trainingOptions = trainingChoices.extend({
  ...engineChoice.shape,
  /** Left out or empty: what suits the engine. */
  epochs: z
    .literal('')
    .transform(() => undefined)
    .or(trainingChoices.shape.epochs.unwrap())
    .optional(),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1),
});
/** As asked for: what is left out takes its default. */
export type TrainingOptions = z.input<typeof trainingOptions>;

export interface RequestedRun {
  id: string;
  number: number;
  state: 'QUEUED' | 'BLOCKED';
}

/**
 * Asks for a training run on a batch. One transaction: the latest report is judged against the policy, the decision is
 * stored, and the run is QUEUED when it passed, else BLOCKED with every reason. There is no other way to make a run.
 */
export async function requestTraining(
  project: { id: string },
  actor: AuditActor,
  input: { batchId: string; options: TrainingOptions },
): Promise<RequestedRun> {
  const { seed, engine, task, baseModel, ...stated } = trainingOptions.parse(input.options);
  const epochs = stated.epochs ?? (engine === 'ray' ? EPOCHS_ON_A_CLUSTER : undefined);
  const choices = trainingChoices.parse({ ...stated, epochs });
  const elsewhere = storedChoice({ engine, task, baseModel });
  return transaction(async (tx) => {
    await lockProjectNumbers(tx, project.id);
    // Shared lock: a label that is being recorded is either counted in this number, or comes after the request.
    const { rows } = await tx.query<{ last_sequence: number }>(
      'SELECT last_sequence FROM batch WHERE id = $1 AND project_id = $2 FOR SHARE',
      [input.batchId, project.id],
    );
    if (!rows[0]) throw new ConcordError('not_found', 'There is no such batch in this project.');
    const neededSequence = rows[0].last_sequence;
    const decision = await judgeBatch(tx, {
      projectId: project.id,
      batchId: input.batchId,
      neededSequence,
      decidedBy: actor.id,
    });
    const state = decision.passed ? 'QUEUED' : 'BLOCKED';
    const inserted = await tx.query<{ id: string; number: number }>(
      `INSERT INTO training_run (project_id, batch_id, number, state, decision_id, decision_passed, snapshot_hash, requested_sequence, options, seed, requested_by, engine, queued_at)
       SELECT $1, $2, coalesce(max(number), 0) + 1, $3::run_state, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $5 THEN now() END FROM training_run WHERE project_id = $1
       RETURNING id, number`,
      [
        project.id,
        input.batchId,
        state,
        decision.id,
        decision.passed,
        decision.snapshotHash,
        neededSequence,
        JSON.stringify({ ...choices, ...elsewhere }),
        seed,
        actor.id,
        engine,
      ],
    );
    const run = inserted.rows[0]!;
    await tx.query(`INSERT INTO training_event (run_id, kind, data) VALUES ($1, $2, $3)`, [
      run.id,
      decision.passed ? 'queued' : 'blocked',
      JSON.stringify({ decision: decision.number }),
    ]);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'training.request',
      subject: `training-run:${run.id}`,
      data: { run: run.number, decision: decision.number, state },
    });
    if (decision.passed) await enqueue(tx, 'train-reward-model', { runId: run.id }, run.id);
    else await enqueue(tx, 'measure-quality', { batchId: input.batchId }, input.batchId);
    return { ...run, state };
  });
}
