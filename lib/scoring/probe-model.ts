import { emitEvent } from '#lib/alerts/emit-event';
import { alertsGone, raiseAlert } from '#lib/alerts/raise-alert';
import { transaction } from '#lib/db';
import { type ProbedResponse, type ProbeResult, probeReport } from '#lib/reward-model/probe-report';
import type { RewardScorer } from '#lib/reward-model/score-responses';
import { PROBE_WORDS } from './probe-words';

/** Probes a model, keeps the report with it, and brings its alerts in line: one for each probe that fails. */
export async function probeModel(
  model: { id: string; projectId: string; name: string; seed: number },
  scorer: RewardScorer,
  responses: readonly ProbedResponse[],
): Promise<ProbeResult[]> {
  const results = probeReport(scorer, responses, model.seed);
  const { projectId } = model;
  const causeOf = ({ probe }: ProbeResult) => `probe:${probe}@${model.id}`;
  await transaction(async (tx) => {
    await tx.query('INSERT INTO probe_report (model_id, seed, results) VALUES ($1, $2, $3)', [
      model.id,
      model.seed,
      JSON.stringify(results),
    ]);
    const gone = results.filter((result) => result.verdict === 'PASS').map(causeOf);
    await alertsGone(tx, projectId, gone, 'Resolved by itself: the newest probe passes.');
    for (const result of results.filter(({ verdict }) => verdict === 'FAIL')) {
      const { what } = PROBE_WORDS[result.probe];
      const alert = await raiseAlert(tx, {
        projectId,
        batchId: null,
        kind: 'probe',
        cause: causeOf(result),
        title: `${model.name} rewards ${PROBE_WORDS[result.probe].name.toLowerCase()}`,
        sentence: `${what} moves the reward by ${signed(result.change!)} standard deviations on average (99 % interval ${signed(result.interval![0])} to ${signed(result.interval![1])}); at most ${result.limit} is tolerated.`,
        evidence: `/watching?model=${encodeURIComponent(model.name)}#probes`,
      });
      if (alert)
        await emitEvent(tx, {
          projectId,
          type: 'probe.failed',
          data: {
            model: model.name,
            probe: result.probe,
            change: result.change!,
            interval: result.interval!,
            alert,
          },
        });
    }
  });
  return results;
}

const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;
