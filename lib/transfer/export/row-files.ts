import { createHash } from 'node:crypto';
import { ByteWriter, type ParquetWriteOptions, parquetWriteRows } from 'hyparquet-writer';
import type { ColumnKind, ExportRow } from './export-formats';
import type { ExportSink } from './export-sink';

type SchemaElement = NonNullable<ParquetWriteOptions['schema']>[number];

/** A file of an export as its provenance lists it. */
export interface WrittenFile {
  path: string;
  rows: number | null;
  bytes: number;
  sha256: string;
}

const JSONL_CHARACTERS = 256 * 1024;
/** Rows that a Parquet writer holds at once. */
const GROUP_ROWS = 2000;

/** Counts and hashes what goes into a file. */
async function hashed(
  sink: ExportSink,
  path: string,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<number | null>,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await sink.begin(path);
  const rows = await fill(async (part) => {
    hash.update(part);
    bytes += part.length;
    await sink.write(part);
  });
  await sink.end();
  return { path, rows, bytes, sha256: hash.digest('hex') };
}

/** A file of one text. */
export const writeText = (sink: ExportSink, path: string, text: string): Promise<WrittenFile> =>
  hashed(sink, path, async (write) => {
    await write(Buffer.from(text, 'utf8'));
    return null;
  });

/** Rows as JSON Lines, the keys in the order of the columns. */
export const writeJsonLines = (
  sink: ExportSink,
  path: string,
  rows: AsyncIterable<ExportRow>,
): Promise<WrittenFile> =>
  hashed(sink, path, async (write) => {
    let text = '';
    let count = 0;
    for await (const row of rows) {
      text += `${JSON.stringify(row)}\n`;
      count++;
      if (text.length > JSONL_CHARACTERS) {
        await write(Buffer.from(text, 'utf8'));
        text = '';
      }
    }
    if (text) await write(Buffer.from(text, 'utf8'));
    return count;
  });

/** Rows as Parquet, a group of rows in memory at a time. */
export const writeParquet = (
  sink: ExportSink,
  path: string,
  rows: AsyncIterable<ExportRow>,
  columns: Record<string, ColumnKind>,
  metadata: Record<string, string>,
): Promise<WrittenFile> =>
  hashed(sink, path, async (write) => {
    let count = 0;
    const counted = async function* () {
      for await (const row of rows) {
        count++;
        yield row;
      }
    };
    await parquetWriteRows({
      writer: streamingWriter(write),
      rows: counted(),
      columns: Object.keys(columns).map((name) => ({ name })),
      schema: schemaOf(columns),
      rowGroupSize: GROUP_ROWS,
      kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      createdBy: 'concord',
    });
    return count;
  });

/** The library's writer, emptied after each group of rows. */
function streamingWriter(write: (bytes: Uint8Array) => Promise<void>): ByteWriter {
  const writer = new ByteWriter();
  const empty = async () => {
    const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
    writer.index = 0;
    await write(bytes);
  };
  return Object.assign(writer, { flush: empty, finish: empty });
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;

function schemaOf(columns: Record<string, ColumnKind>): SchemaElement[] {
  const entries = Object.entries(columns);
  return [
    { name: 'schema', num_children: entries.length },
    ...entries.flatMap(([name, kind]) => elementsOf(name, kind)),
  ];
}

function elementsOf(name: string, kind: ColumnKind): SchemaElement[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (kind) {
    case 'string':
      return [{ ...optional, ...TEXT }];
    case 'integer':
      return [{ ...optional, type: 'INT32' }];
    case 'number':
      return [{ ...optional, type: 'DOUBLE' }];
    case 'boolean':
      return [{ ...optional, type: 'BOOLEAN' }];
    case 'strings':
      return [...listOf(name), { name: 'element', repetition_type: 'OPTIONAL', ...TEXT }];
    case 'messages':
      return [
        ...listOf(name),
        { name: 'element', repetition_type: 'OPTIONAL', num_children: 2 },
        { name: 'role', repetition_type: 'OPTIONAL', ...TEXT },
        { name: 'content', repetition_type: 'OPTIONAL', ...TEXT },
      ];
  }
}

const listOf = (name: string): SchemaElement[] => [
  {
    name,
    repetition_type: 'OPTIONAL',
    num_children: 1,
    converted_type: 'LIST',
    logical_type: { type: 'LIST' },
  },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
];
