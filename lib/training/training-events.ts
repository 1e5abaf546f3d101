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
  /** Figures of the training, which stands for this part of the run's whole. */
  write: (progress: TrainingProgress, part: readonly [from: number, to: number]) => void;
  /** How much of the run is done while it is judged. */
  share: (done: number, stage: object) => void;
  flush: () => Promise<void>;
} {
  let waiting: { kind: string; data: object; done: number } | null = null;
  let writing: Promise<void> | null = null;
  let stageAt = '';
  const drain = async () => {
    while (waiting) {
      const { kind, data, done } = waiting;
      waiting = null;
      await pool().query(
        `WITH event AS (INSERT INTO training_event (run_id, kind, data) SELECT $1, $2, $3::jsonb WHERE $2 <> '')
         UPDATE training_run SET progress = $4 WHERE id = $1`,
        [runId, kind, JSON.stringify(data), Math.min(1, done)],
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
    write(progress, [from, to]) {
      const done = from + (to - from) * (progress.step / Math.max(1, progress.steps));
      waiting = { kind: 'progress', data: progress, done };
      start();
    },
    share(done, stage) {
      const at = JSON.stringify(stage);
      const kind = at === stageAt ? '' : 'judging';
      // A stage's own event must not be overwritten by the figures that follow it.
      if (kind === '' && waiting?.kind === 'judging') return;
      stageAt = at;
      waiting = { kind, data: stage, done };
      start();
    },
    async flush() {
      start();
      await writing;
    },
  };
}
