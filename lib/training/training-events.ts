import { pool } from '#lib/db';
import { log } from '#lib/log';
import type { TrainingProgress } from '#lib/reward-model/train-reward-model';

/** What happened to a run, for its page: append-only, drawn live. */
export async function recordTrainingEvent(runId: string, kind: string, data: object): Promise<void> {
  await pool().query('INSERT INTO training_event (run_id, kind, data) VALUES ($1, $2, $3)', [
    runId,
    kind,
    JSON.stringify(data),
  ]);
}

/**
 * Writes progress without holding up the training: one write at a time, the newest figures win. A write that fails is
 * only a gap in the curve.
 */
export function trainingProgressWriter(runId: string): {
  write: (progress: TrainingProgress) => void;
  flush: () => Promise<void>;
} {
  let waiting: TrainingProgress | null = null;
  let writing: Promise<void> | null = null;
  const drain = async () => {
    while (waiting) {
      const progress = waiting;
      waiting = null;
      await pool().query(
        `WITH event AS (INSERT INTO training_event (run_id, kind, data) VALUES ($1, 'progress', $2))
         UPDATE training_run SET progress = $3 WHERE id = $1`,
        [runId, JSON.stringify(progress), Math.min(1, progress.step / Math.max(1, progress.steps))],
      );
    }
  };
  const start = () => {
    writing ??= drain()
      .catch((error) => log('training').warn({ err: error, run: runId }, 'progress was not written'))
      .finally(() => {
        writing = null;
      });
  };
  return {
    write(progress) {
      waiting = progress;
      start();
    },
    async flush() {
      start();
      await writing;
    },
  };
}
