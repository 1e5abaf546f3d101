import { prepared } from '#lib/db';

export interface Health {
  ok: boolean;
  database: { ok: boolean; version: string | null };
  worker: { ok: boolean; seenSecondsAgo: number | null };
  tensorflow: { backend: string | null; sentence: string | null };
}

const WORKER_SILENT_SECONDS = 20;

/** Whether the parts answer: the database, a worker that was seen lately, and the backend that it trains with. */
export async function health(): Promise<Health> {
  try {
    const { rows } = await prepared<{ version: string; seen: number | null; tensorflow: string | null }>(
      `SELECT current_setting('server_version') AS version, w.seen, w.tensorflow
       FROM (SELECT 1) one LEFT JOIN LATERAL (
         SELECT extract(epoch FROM now() - seen_at)::float8 AS seen, tensorflow FROM worker_presence ORDER BY seen_at DESC LIMIT 1) w ON true`,
    );
    const { version, seen, tensorflow } = rows[0]!;
    const worker = seen !== null && seen < WORKER_SILENT_SECONDS;
    const [backend, sentence] = tensorflow?.split(/: (.*)/s, 2) ?? [];
    return {
      ok: worker,
      database: { ok: true, version },
      worker: { ok: worker, seenSecondsAgo: seen === null ? null : Math.max(0, Math.round(seen)) },
      tensorflow: { backend: backend || null, sentence: sentence || null },
    };
  } catch {
    return {
      ok: false,
      database: { ok: false, version: null },
      worker: { ok: false, seenSecondsAgo: null },
      tensorflow: { backend: null, sentence: null },
    };
  }
}
