import { emitEvent } from '#lib/alerts/emit-event';
import { projectAddress } from '#lib/alerts/project-address';
import type { Queryable } from '#lib/db';

interface ToldRun {
  project_id: string;
  number: number;
}

/** Tells webhooks that a run has ended, in the transaction that ended it. */
export async function tellRunFinished(
  tx: Queryable,
  run: ToldRun & { snapshot_hash: string },
  state: 'SUCCEEDED' | 'FAILED' | 'CANCELLED',
  rest: { model: string | null; message: string | null },
): Promise<void> {
  const address = (await projectAddress(tx, run.project_id))(`/training/${run.number}`);
  await emitEvent(tx, {
    projectId: run.project_id,
    type: 'run.finished',
    data: { run: run.number, state, snapshot: run.snapshot_hash, ...rest, address },
  });
}

/** Tells webhooks that the gate let a waiting run through. */
export async function tellRunReleased(tx: Queryable, run: ToldRun, decision: number): Promise<void> {
  const address = (await projectAddress(tx, run.project_id))(`/training/${run.number}`);
  await emitEvent(tx, {
    projectId: run.project_id,
    type: 'run.released',
    data: { run: run.number, decision, address },
  });
}
