import { prepared } from '#lib/db';
import { type PopulationStability, populationStability } from '#lib/reward-model/population-stability';
import { sumHistograms, type TrafficHistogram } from '#lib/reward-model/traffic-histogram';

/** What one caller had scored by one model in a stretch of time, beside the model's own data. */
export interface CallerTraffic {
  /** An API key's id, or "page". */
  caller: string;
  /** The key's name. */
  name: string;
  histogram: TrafficHistogram;
  reward: PopulationStability | null;
  length: PopulationStability | null;
  /** The worse of the two moved beyond chance and beyond what matters. */
  shifted: 'reward' | 'length' | null;
  lastHour: string;
}

export interface ModelTraffic {
  baseline: TrafficHistogram;
  callers: CallerTraffic[];
}

/** Both are asked for: with much traffic a shift nobody need care about is beyond chance, with little a large index is not. */
export const SHIFT_LIMIT = { psi: 0.25, pValue: 0.001 };
const SEED = 1;

/** A model's traffic of the last hours by caller; null before the model is prepared for watching. */
export async function modelTraffic(modelId: string, hours: number): Promise<ModelTraffic | null> {
  const watch = await prepared<{ baseline: TrafficHistogram }>(
    'SELECT baseline FROM reward_model_watch WHERE model_id = $1',
    [modelId],
  );
  const baseline = watch.rows[0]?.baseline;
  if (!baseline) return null;
  const { rows } = await prepared<{
    caller: string;
    name: string | null;
    hour: Date;
    requests: number;
    responses: number;
    rewards: number[];
    lengths: number[];
  }>(
    `SELECT t.caller, k.name, t.hour, t.requests, t.responses, t.rewards, t.lengths
     FROM reward_traffic t LEFT JOIN api_key k ON k.id::text = t.caller
     WHERE t.model_id = $1 AND t.hour > now() - make_interval(hours => $2) ORDER BY t.caller, t.hour`,
    [modelId, hours],
  );
  const byCaller = new Map<string, typeof rows>();
  for (const row of rows) byCaller.set(row.caller, [...(byCaller.get(row.caller) ?? []), row]);
  const callers = [...byCaller].map(([caller, own]): CallerTraffic => {
    const histogram = sumHistograms(
      own.map(({ requests, responses, rewards, lengths }) => ({
        requests,
        responses,
        reward: rewards,
        length: lengths,
      })),
    );
    const reward = populationStability(baseline.reward, histogram.reward, SEED);
    const length = populationStability(baseline.length, histogram.length, SEED);
    return {
      ...{ caller, histogram, reward, length },
      name: own[0]!.name ?? (caller === 'page' ? 'Playground' : 'A removed key'),
      shifted: isShifted(reward) ? 'reward' : isShifted(length) ? 'length' : null,
      lastHour: own.at(-1)!.hour.toISOString(),
    };
  });
  return { baseline, callers: callers.sort((x, y) => y.histogram.requests - x.histogram.requests) };
}

const isShifted = (stability: PopulationStability | null): boolean =>
  stability !== null && stability.psi > SHIFT_LIMIT.psi && stability.pValue < SHIFT_LIMIT.pValue;
