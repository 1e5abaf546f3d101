import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';

/** A row of a label file as it was read: what each field holds is not checked yet. */
export interface LabelRow {
  /** Line of the file, from 1. */
  line: number;
  fields: Record<string, unknown>;
}

/** A line that cannot be used, and which field of it is to blame. */
export class BadLine extends Error {
  constructor(
    readonly line: number,
    readonly field: string,
    readonly problem: string,
  ) {
    super(`line ${line}, ${field}: ${problem}`);
  }
}

/**
 * The rows of a JSONL or CSV file, one at a time: memory does not grow with the file. CSV when the name ends so or the
 * file does not begin with a brace.
 *
 * @param onBytes told how many bytes have been read so far.
 * @yields a row, or the BadLine that stands in its place.
 */
export async function* readLabelRows(
  file: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<LabelRow | BadLine> {
  const isCsv = /\.csv$/i.test(file) || (!/\.(jsonl|ndjson)$/i.test(file) && !(await beginsWithBrace(file)));
  const stream = createReadStream(file);
  let bytes = 0;
  stream.on('data', (chunk) => {
    bytes += chunk.length;
    onBytes?.(bytes);
  });
  yield* isCsv ? csvRows(stream) : jsonRows(stream);
}

async function* jsonRows(stream: NodeJS.ReadableStream): AsyncGenerator<LabelRow | BadLine> {
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    const trimmed = (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
    if (trimmed === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(trimmed);
    } catch {
      yield new BadLine(line, 'row', 'is not valid JSON');
      continue;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      yield new BadLine(line, 'row', 'is not a JSON object');
    else yield { line, fields: value as Record<string, unknown> };
  }
}

async function* csvRows(stream: NodeJS.ReadableStream): AsyncGenerator<LabelRow | BadLine> {
  const parser = parse({
    bom: true,
    columns: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number; error?: { message: string } };
    }>) {
      // The parser counts to the end of a record; a quoted text may have begun lines before.
      line = info.lines - newlines(record);
      if (info.error) yield new BadLine(line, 'row', 'has another number of fields than the header');
      else yield { line, fields: record };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      yield new BadLine(line + 1, 'row', `is not valid CSV (${error.message})`);
    else throw error;
  }
}

function newlines(record: Record<string, string>): number {
  let count = 0;
  for (const value of Object.values(record)) count += value.split('\n').length - 1;
  return count;
}

async function beginsWithBrace(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('{');
  } finally {
    await handle.close();
  }
}
