import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { reportPart } from './report-part';

const compressed = new WeakMap<object, Promise<Buffer>>();

/**
 * The file that a part of a report is sent as, compressed once per report and process: a part is shared and never
 * changes, so its file is kept for as long as the part itself.
 *
 * @param bytes what is compressed; the same for the same part.
 */
export function partFile(part: object, bytes: () => string | Uint8Array): Promise<Buffer> {
  const known = compressed.get(part);
  if (known) return known;
  const file = promisify(gzip)(bytes());
  compressed.set(part, file);
  return file;
}

/** Parts that pages read apart from themselves, because they are long. */
export const PARTS_APART = ['annotators', 'habits', 'slices', 'cohorts'] as const;

/** A part of a batch's latest report as compressed JSON; null before the first report. */
export async function jsonPartFile(
  batchId: string,
  name: (typeof PARTS_APART)[number],
): Promise<Buffer | null> {
  const part = await reportPart(batchId, name);
  return part && partFile(part.data, () => JSON.stringify(part.data));
}
