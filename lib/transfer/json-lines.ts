import { isUtf8 } from 'node:buffer';
import { MAX_RECORD_BYTES, NOT_UTF8, refuseOtherFormats, TOO_LONG } from './byte-checks';
import type { ImportProblems } from './import-problems';

/** A line of a file as an object of fields, and where it begins. */
export interface FileRecord {
  line: number;
  record: Record<string, unknown>;
}

/** Reads JSON Lines: one object per line; blank lines are skipped, lines that are no object become problems. */
export async function* jsonLines(
  source: AsyncIterable<Uint8Array>,
  problems: ImportProblems,
): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const bytes of lines(source)) {
    line++;
    if (bytes === null) problems.add(line, null, TOO_LONG);
    else if (!isUtf8(bytes)) problems.add(line, null, NOT_UTF8);
    else {
      const record = objectIn(bytes.toString('utf8'), line, problems);
      if (record) yield { line, record };
    }
  }
}

function objectIn(text: string, line: number, problems: ImportProblems): Record<string, unknown> | null {
  const bare = line === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
  if (bare.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch (error) {
    problems.add(line, null, `is not valid JSON: ${(error as Error).message}`);
    return null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  problems.add(line, null, 'must be one JSON object per line');
  return null;
}

/** Lines without their ends; null stands for one that is too long to be held. */
async function* lines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer | null> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let started = false;
  const take = (last: Uint8Array): Buffer | null => {
    const line = held + last.length > MAX_RECORD_BYTES ? null : Buffer.concat([...parts, last]);
    parts = [];
    held = 0;
    return line;
  };
  for await (const chunk of source) {
    if (!started && chunk.length) {
      refuseOtherFormats(chunk);
      started = true;
    }
    let at = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, at)) {
      yield take(chunk.subarray(at, end));
      at = end + 1;
    }
    held += chunk.length - at;
    if (held <= MAX_RECORD_BYTES) parts.push(chunk.subarray(at));
    else parts = [];
  }
  if (held) yield take(new Uint8Array(0));
}
