import { prepared } from '#lib/db';
import { keepRecent } from './keep-recent';
import type { KeyedPartData, KeyedPartName, PartData, PartName } from './report-parts/report-parts';

/** A part of a batch's latest report, and which labels it is about. */
export interface ReportPart<Data> {
  data: Data;
  lastSequence: number;
  measuredAt: string;
  /** Changes since then; 0 when it is up to date. */
  behind: number;
}

/** Parts and pieces that this process has read, the least recently used first. A report never changes, so neither do they. */
const read = new Map<string, { reportId: string; data: unknown }>();
const MOST_READ = 64;

/** One part of a batch's latest report; null when nothing has been measured yet. It is shared: nobody may change it. */
export const reportPart = <N extends PartName>(
  batchId: string,
  name: N,
): Promise<ReportPart<PartData<N>> | null> => readPart(batchId, name, '');

/** One piece of a keyed part, shared too; null when there is no report yet, or no such piece in it. */
export const reportPiece = <N extends KeyedPartName>(
  batchId: string,
  name: N,
  key: string,
): Promise<ReportPart<KeyedPartData<N>> | null> => readPart(batchId, name, key);

async function readPart<Data>(batchId: string, name: string, key: string): Promise<ReportPart<Data> | null> {
  const place = `${batchId} ${name} ${key}`;
  const before = read.get(place) as { reportId: string; data: Data } | undefined;
  const { rows } = await prepared<{
    id: string;
    data: Data;
    last_sequence: number;
    created_at: Date;
    behind: number;
  }>(
    `SELECT r.id, CASE WHEN r.id IS DISTINCT FROM $4::uuid THEN p.data END AS data, r.last_sequence, r.created_at,
            b.last_sequence - r.last_sequence AS behind
     FROM (SELECT id, batch_id, last_sequence, created_at FROM quality_report WHERE batch_id = $1
           ORDER BY last_sequence DESC, method_version DESC LIMIT 1) r
     JOIN quality_report_part p ON p.report_id = r.id AND p.name = $2 AND p.key = $3 JOIN batch b ON b.id = r.batch_id`,
    [batchId, name, key, before?.reportId ?? null],
  );
  const row = rows[0];
  if (!row) return null;
  const data = before?.reportId === row.id ? before.data : row.data;
  keepRecent(read, place, { reportId: row.id, data }, MOST_READ);
  return {
    data,
    lastSequence: row.last_sequence,
    measuredAt: row.created_at.toISOString(),
    behind: row.behind,
  };
}
