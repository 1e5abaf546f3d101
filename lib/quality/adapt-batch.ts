import { pool } from '#lib/db';
import { adaptOverlap } from '#lib/labels/adapt-overlap';
import { reportPart } from './report-part';

/** Adapts the overlap of a batch to what its latest report says of its annotators. Returns how many labels were asked for. */
export async function adaptBatch(batchId: string): Promise<number> {
  const { rowCount } = await pool().query(
    `SELECT 1 FROM batch WHERE id = $1 AND adaptive AND status = 'OPEN'`,
    [batchId],
  );
  if (!rowCount) return 0;
  const annotators = (await reportPart(batchId, 'annotators'))?.data ?? [];
  const peers = annotators
    .filter((row) => row.agreement.of > 0)
    .map((row) => [row.annotatorId, { agreeing: row.agreement.count, of: row.agreement.of }] as const);
  return adaptOverlap(batchId, new Map(peers));
}
