import { emitEvent } from '#lib/alerts/emit-event';
import { alertsGone, raiseAlert } from '#lib/alerts/raise-alert';
import { pool, transaction } from '#lib/db';
import { type CallerTraffic, modelTraffic } from './traffic';

const WINDOW_HOURS = 24;
const KEPT_DAYS = 90;

/** Holds the last day of every model's traffic against its data, raises and closes alerts, and lets go of what is old. */
export async function reviewTraffic(): Promise<void> {
  await pool().query('DELETE FROM reward_traffic WHERE hour < now() - make_interval(days => $1)', [
    KEPT_DAYS,
  ]);
  const { rows } = await pool().query<{ id: string; name: string; project_id: string }>(
    `SELECT m.id, m.name, m.project_id FROM reward_model m
     WHERE EXISTS (SELECT 1 FROM reward_traffic t WHERE t.model_id = m.id AND t.hour > now() - make_interval(hours => $1))`,
    [WINDOW_HOURS],
  );
  for (const model of rows) {
    const traffic = await modelTraffic(model.id, WINDOW_HOURS);
    for (const caller of traffic?.callers ?? []) await reviewCaller(model, caller);
  }
}

async function reviewCaller(
  model: { id: string; name: string; project_id: string },
  caller: CallerTraffic,
): Promise<void> {
  const projectId = model.project_id;
  const cause = `reward-drift:${caller.caller}@${model.id}`;
  const what = caller.shifted;
  await transaction(async (tx) => {
    if (!what) {
      // Too little traffic is no sign that a shift has gone.
      if (caller.reward && caller.length)
        await alertsGone(tx, projectId, [cause], 'Resolved by itself: the last day is like the data again.');
      return;
    }
    const { psi, pValue } = caller[what]!;
    const alert = await raiseAlert(tx, {
      projectId,
      batchId: null,
      kind: 'reward-drift',
      cause,
      title: `${caller.name} scores other responses than ${model.name} was trained on`,
      sentence: `The ${what === 'reward' ? 'rewards' : 'lengths'} of the last 24 hours differ from the data's: stability index ${psi.toFixed(2)} over ${caller.histogram.requests.toLocaleString('en')} requests (p ${pValue < 0.001 ? 'below 0.001' : pValue.toFixed(3)}). Rewards mean less out here.`,
      evidence: `/watching?model=${encodeURIComponent(model.name)}#traffic`,
    });
    if (alert)
      await emitEvent(tx, {
        projectId,
        type: 'reward.drift',
        data: {
          model: model.name,
          caller: caller.name,
          what,
          psi,
          pValue,
          requests: caller.histogram.requests,
          alert,
        },
      });
  });
}
