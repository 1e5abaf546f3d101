import { pool, type Queryable } from '#lib/db';
import { log } from '#lib/log';
import {
  addRequest,
  emptyHistogram,
  sumHistograms,
  type TrafficHistogram,
} from '#lib/reward-model/traffic-histogram';

/** What has been scored since the last time it was written down, by model, caller and hour. */
interface Counted {
  modelId: string;
  caller: string;
  hour: number;
  histogram: TrafficHistogram;
}

const HOUR_MS = 3_600_000;
const FLUSH_MS = 5000;

const kept = globalThis as typeof globalThis & {
  concordTraffic?: { counted: Map<string, Counted>; timer: NodeJS.Timeout | null; flushing: Promise<void> };
};
kept.concordTraffic ??= { counted: new Map(), timer: null, flushing: Promise.resolve() };

/**
 * Counts one request, in memory: some microseconds, no waiting. What was counted is written within five seconds, many requests in one
 * statement; a process that is killed loses that much of its counts and nothing else.
 *
 * @param caller an API key's id, or "page".
 */
export function countTraffic(
  modelId: string,
  caller: string,
  responses: readonly { reward: number; length: number }[],
  now: number = Date.now(),
): void {
  const traffic = kept.concordTraffic!;
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const key = `${modelId} ${caller} ${hour}`;
  const counted = traffic.counted.get(key) ?? { modelId, caller, hour, histogram: emptyHistogram() };
  traffic.counted.set(key, counted);
  addRequest(counted.histogram, responses);
  traffic.timer ??= setTimeout(() => void flushTraffic(), FLUSH_MS).unref();
}

/** Writes what was counted. What can't be written, because the database is away, is counted on. */
export function flushTraffic(): Promise<void> {
  const traffic = kept.concordTraffic!;
  traffic.flushing = traffic.flushing.then(async () => {
    if (traffic.timer) clearTimeout(traffic.timer);
    traffic.timer = null;
    const rows = [...traffic.counted.values()].filter(({ histogram }) => histogram.requests > 0);
    if (!rows.length) return;
    traffic.counted = new Map();
    try {
      await writeTraffic(pool(), rows);
    } catch (error) {
      log('scoring').warn({ err: error }, 'traffic counts were not written; they are tried again');
      for (const row of rows) keepCounting(row);
    }
  });
  return traffic.flushing;
}

function keepCounting(row: Counted): void {
  const traffic = kept.concordTraffic!;
  // A database that is away for hours must not fill the memory.
  if (traffic.counted.size > 10_000) return;
  traffic.counted.set(`${row.modelId} ${row.caller} ${row.hour} again ${traffic.counted.size}`, row);
  traffic.timer ??= setTimeout(() => void flushTraffic(), FLUSH_MS).unref();
}

/** Bin by bin, in the order of the bins. */
const SUM = (column: string) =>
  `(SELECT array_agg(a + b ORDER BY bin) FROM unnest(t.${column}, excluded.${column}) WITH ORDINALITY AS u(a, b, bin))`;

/** Adds histograms to those of their hours, all in one statement, in the order of their keys so that processes never deadlock. */
export async function writeTraffic(tx: Queryable, rows: readonly Counted[]): Promise<void> {
  await tx.query(
    `INSERT INTO reward_traffic AS t (model_id, caller, hour, requests, responses, rewards, lengths)
     SELECT r.model_id, r.caller, to_timestamp(r.hour / 1000.0), r.requests, r.responses,
            ARRAY(SELECT value::float8 FROM jsonb_array_elements_text(r.rewards) WITH ORDINALITY AS e(value, bin) ORDER BY bin),
            ARRAY(SELECT value::float8 FROM jsonb_array_elements_text(r.lengths) WITH ORDINALITY AS e(value, bin) ORDER BY bin)
     FROM jsonb_to_recordset($1::jsonb) AS r(model_id uuid, caller text, hour bigint, requests int, responses int, rewards jsonb, lengths jsonb)
     ORDER BY r.model_id, r.caller, r.hour
     ON CONFLICT (model_id, caller, hour) DO UPDATE SET requests = t.requests + excluded.requests, responses = t.responses + excluded.responses,
       rewards = ${SUM('rewards')}, lengths = ${SUM('lengths')}`,
    [
      JSON.stringify(
        merged(rows).map(({ modelId, caller, hour, histogram }) => ({
          model_id: modelId,
          ...{ caller, hour, requests: histogram.requests, responses: histogram.responses },
          rewards: histogram.reward,
          lengths: histogram.length,
        })),
      ),
    ],
  );
}

/** One row per key: PostgreSQL does not update a row twice in one statement. */
function merged(rows: readonly Counted[]): Counted[] {
  const byKey = new Map<string, Counted>();
  for (const row of rows) {
    const key = `${row.modelId} ${row.caller} ${row.hour}`;
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, histogram: sumHistograms([known.histogram, row.histogram]) } : row);
  }
  return [...byKey.values()];
}
