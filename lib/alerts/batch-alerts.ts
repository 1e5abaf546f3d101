import type { Queryable } from '#lib/db';
import { type BatchCause, type BatchFactsForAlerts, batchCauses } from './batch-causes';
import { emitEvent } from './emit-event';
import { alertsGone, raiseAlert } from './raise-alert';

const REVIEWED = ['drift', 'gold', 'speed', 'ready'];

/**
 * Brings a batch's alerts in line with its newest report, in the transaction that stores the report: new causes are
 * raised, those that are gone resolve by themselves.
 */
export async function reviewBatchAlerts(
  tx: Queryable,
  where: { projectId: string; batchId: string },
  facts: BatchFactsForAlerts,
): Promise<void> {
  const { projectId, batchId } = where;
  const causes = batchCauses(batchId, facts);
  const { rows } = await tx.query<{ cause: string; kind: string }>(
    'SELECT cause, kind FROM alert WHERE batch_id = $1 AND gone_at IS NULL AND kind = ANY($2)',
    [batchId, REVIEWED],
  );
  const now = new Set(causes.map((cause) => cause.cause));
  const gone = rows.filter((row) => !now.has(row.cause));
  const goneOf = (kind: string) => gone.filter((row) => row.kind === kind).map((row) => row.cause);
  for (const kind of REVIEWED) await alertsGone(tx, projectId, goneOf(kind), GONE_BECAUSE[kind]!);
  for (const cause of causes) await raise(tx, where, cause, facts.batch);
}

const GONE_BECAUSE: Record<string, string> = {
  drift: 'Resolved by itself: the newest report sees no drift in labels that count.',
  gold: 'Resolved by itself: known answers are no longer missed by more than chance explains.',
  speed: 'Resolved by itself: the labels are no longer faster than one can read.',
  ready: 'Resolved by itself: more labels were asked for.',
};

async function raise(
  tx: Queryable,
  { projectId, batchId }: { projectId: string; batchId: string },
  { annotator, ...cause }: BatchCause,
  batch: { number: number; name: string },
): Promise<void> {
  const alert = await raiseAlert(tx, { projectId, batchId, ...cause });
  if (!alert) return;
  if (cause.kind === 'ready') await emitEvent(tx, { projectId, type: 'batch.ready', data: { batch, alert } });
  else if (annotator)
    await emitEvent(tx, { projectId, type: EVENT_OF[cause.kind], data: { batch, annotator, alert } });
}

const EVENT_OF = { drift: 'drift.alarm', gold: 'gold.failing', speed: 'speed.alarm' } as const;
