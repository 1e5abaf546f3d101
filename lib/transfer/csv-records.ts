import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import { LineWatch, MAX_RECORD_BYTES, NOT_UTF8, refuseOtherFormats, TOO_LONG } from './byte-checks';
import type { ImportProblems } from './import-problems';
import type { FileRecord } from './json-lines';
import { KNOWN_FIELDS, UNKNOWN_FORM } from './read-row';

/**
 * Reads CSV with a header line. Lists and objects may stand in a cell as JSON. A record is named by the line on which it
 * begins; after a broken quote nothing can be told apart any more, so reading ends there.
 */
export async function* csvRecords(
  source: AsyncIterable<Uint8Array>,
  problems: ImportProblems,
): AsyncGenerator<FileRecord> {
  const watch = new LineWatch((line) => problems.add(line, null, NOT_UTF8));
  const { head, bytes } = await firstBytes(source);
  // An error of the stream itself would drop records that were read before it and not yet asked for.
  let broken: CsvError | undefined;
  const parser = pipeline(
    Readable.from(watched(bytes, watch)),
    parse({
      bom: true,
      delimiter: delimiterOf(head),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_BYTES,
      record_delimiter: ['\r\n', '\n'],
      skip_records_with_error: true,
      on_skip: (error) => {
        broken ??= error;
      },
    }),
    // What breaks the source is thrown to whoever reads the parser.
    () => {},
  );
  let read = 0;
  let header: string[] | null = null;
  for await (const { record: cells, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    if (broken && info.bytes > endBefore(broken)) break;
    const line = watch.lineFrom(read);
    read = info.bytes;
    if (!header) {
      header = cells.map((cell) => cell.trim());
      if (!isUsable(header, line, problems)) return;
      continue;
    }
    if (watch.badLines && cells.some((cell) => cell.includes('\ufffd'))) continue;
    if (cells.length !== header.length) {
      problems.add(line, null, `has ${cells.length} cells, and the header has ${header.length}`);
    } else yield { line, record: recordOf(header, cells) };
  }
  if (broken) problems.add(watch.lineFrom(endBefore(broken)), null, SYNTAX[broken.code] ?? broken.message);
}

/** The byte at which the last whole record before an error ended. */
const endBefore = (error: CsvError): number => (error as CsvError & Info).bytes;

const SYNTAX: Record<string, string> = {
  CSV_MAX_RECORD_SIZE: `${TOO_LONG}, or a quote is never closed`,
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quote: write quotes inside a cell twice',
  INVALID_OPENING_QUOTE:
    'has a quote inside a cell that is not quoted: quote the cell, and write the quote twice',
};

async function* watched(source: AsyncIterable<Uint8Array>, watch: LineWatch): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    watch.chunk(chunk);
    yield chunk;
  }
  watch.end();
}

/** The first chunk, to look at, and all bytes including it. */
async function firstBytes(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done ? new Uint8Array(0) : first.value;
  refuseOtherFormats(head);
  async function* bytes() {
    try {
      if (head.length) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head, bytes: bytes() };
}

/** Spreadsheets write semicolons where the comma is the decimal mark. The header tells: no field's name has either. */
function delimiterOf(head: Uint8Array): string {
  const [header = ''] = Buffer.from(head.subarray(0, 65536)).toString('utf8').split('\n', 1);
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function isUsable(header: string[], line: number, problems: ImportProblems): boolean {
  const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
  if (twice) problems.add(line, twice, 'is a column twice');
  const known = header.some((name) => KNOWN_FIELDS.has(name));
  if (!known) problems.add(line, null, `The header ${UNKNOWN_FORM}.`);
  return !twice && known;
}

const PAIRS = [
  ['response_a', 'response_b'],
  ['chosen', 'rejected'],
] as const;

function recordOf(header: string[], cells: string[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [at, name] of header.entries()) if (name) record[name] = cellValue(name, cells[at]!);
  // An empty cell beside a full one is an empty response; two empty ones are columns that this line does not use.
  for (const pair of PAIRS) {
    if (pair.every((name) => record[name] === '')) for (const name of pair) delete record[name];
  }
  if (record.prompt === '') delete record.prompt;
  return record;
}

const MAYBE_JSON = new Set(['prompt', 'chosen', 'rejected', 'meta', 'tags', 'reasons']);

/** Message lists, lists and objects as JSON; text that merely begins like JSON stays text. */
function cellValue(name: string, cell: string): unknown {
  if (!MAYBE_JSON.has(name) || !/^\s*[[{]/.test(cell)) return cell;
  try {
    const value: unknown = JSON.parse(cell);
    const isMessages =
      Array.isArray(value) && value.length > 0 && value.every((turn) => 'role' in Object(turn));
    return isMessages || name === 'meta' || name === 'tags' || name === 'reasons' ? value : cell;
  } catch {
    return cell;
  }
}
