import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';

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

/** Rows in file order; where a line is bad, what is wrong with it. Handed over many at a time, which is faster. */
export type LabelRows = AsyncGenerator<(LabelRow | BadLine)[]>;

/**
 * The rows of a JSONL or CSV file: memory does not grow with the file. CSV when the name ends so or the file does not
 * begin with a brace.
 *
 * @param onBytes told how many bytes have been read so far.
 */
export async function* readLabelRows(file: string, onBytes?: (bytes: number) => void): LabelRows {
  const isCsv = /\.csv$/i.test(file) || (!/\.(jsonl|ndjson)$/i.test(file) && !(await beginsWithBrace(file)));
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 18 });
  if (onBytes) stream.on('data', () => onBytes(stream.bytesRead));
  yield* isCsv ? csvRows(stream) : jsonRows(stream);
}

async function* jsonRows(stream: ReadStream): LabelRows {
  let line = 0;
  let rest = '';
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + (line === 0 && rest === '' ? withoutMark(chunk) : chunk)).split('\n');
    rest = lines.pop()!;
    const rows: (LabelRow | BadLine)[] = [];
    for (const text of lines) jsonRow(text, ++line, rows);
    yield rows;
  }
  const last: (LabelRow | BadLine)[] = [];
  jsonRow(rest, ++line, last);
  yield last;
}

function jsonRow(text: string, line: number, rows: (LabelRow | BadLine)[]): void {
  if (text.trim() === '') return;
  try {
    const fields: unknown = JSON.parse(text);
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      rows.push({ line, fields: fields as Record<string, unknown> });
    else rows.push(new BadLine(line, 'row', 'is not a JSON object'));
  } catch {
    rows.push(new BadLine(line, 'row', 'is not valid JSON'));
  }
}

const CSV_BATCH = 4096;

async function* csvRows(stream: ReadStream): LabelRows {
  const parser = parse({ bom: true, relax_column_count: true, trim: true });
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  let header: string[] | null = null;
  let line = 1;
  let rows: (LabelRow | BadLine)[] = [];
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const at = line;
      line++;
      for (const value of record) if (value.includes('\n')) line += value.split('\n').length - 1;
      if (record.length === 1 && record[0] === '') continue; // an empty line
      if (!header) {
        header = record;
        const twice = record.find((name, k) => record.indexOf(name) < k);
        if (twice === undefined) continue;
        yield [new BadLine(at, twice, 'is named twice in the header')];
        return;
      }
      if (record.length !== header.length)
        rows.push(new BadLine(at, 'row', `has ${record.length} fields, the header has ${header.length}`));
      else rows.push({ line: at, fields: Object.fromEntries(header.map((name, k) => [name, record[k]])) });
      if (rows.length === CSV_BATCH) {
        yield rows;
        rows = [];
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser runs ahead of the rows handed over; only of a quote without an end does it name the file's last line.
    const at = error.code !== 'CSV_QUOTE_NOT_CLOSED' && typeof error.lines === 'number' ? error.lines : line;
    rows.push(new BadLine(at, 'row', `is not valid CSV (${error.message})`));
  }
  yield rows;
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

async function beginsWithBrace(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return withoutMark(buffer.subarray(0, bytesRead).toString('utf8')).trimStart().startsWith('{');
  } finally {
    await handle.close();
  }
}
