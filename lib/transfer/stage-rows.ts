import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Queryable } from '#lib/db';
import { comparisonHashes } from './comparison-hashes';
import { exchanged } from './content-id';
import type { ImportRow } from './import-row';

/** A row with the line of the file that it stands on; of several on one line, the later ones lie between it and the next. */
export interface NumberedRow {
  line: number;
  row: ImportRow;
}

const COLUMNS = `line double precision NOT NULL, external_id text NOT NULL, preference boolean NOT NULL,
  content_hash text, exchanged_hash text, prompt_hash text, prompt jsonb, response_a text, response_b text,
  source_a text, source_b text, tags jsonb, language text, meta jsonb, gold_choice choice, gold_reason text,
  annotator text, kind annotator_kind, choice choice, strength smallint, rationale text, reasons jsonb, labelled_at timestamptz(3),
  active_ms int, swapped boolean, round int`;

const CHUNK_CHARACTERS = 256 * 1024;

/**
 * Copies rows into the temporary table `import_row`, which lives until the transaction ends. The file is never held in
 * memory: what the server has not taken yet is not read yet.
 */
export async function stageRows(tx: Queryable, rows: AsyncIterable<NumberedRow>): Promise<void> {
  await tx.query(`CREATE TEMP TABLE import_row (${COLUMNS}) ON COMMIT DROP`);
  // COPY is a stream, which only the client itself speaks; a transaction always runs on one.
  const client = tx as unknown as pg.ClientBase;
  await pipeline(Readable.from(copyText(rows)), client.query(copyFrom('COPY import_row FROM STDIN')));
  // The tables that these rows meet may be empty, or have grown a hundredfold, since the server last counted them; with
  // an index a wrong guess costs little.
  await tx.query('CREATE UNIQUE INDEX ON import_row (line)');
  await tx.query('ANALYZE import_row (line, external_id, content_hash, annotator)');
}

async function* copyText(rows: AsyncIterable<NumberedRow>): AsyncGenerator<string> {
  let text = '';
  for await (const { line, row } of rows) {
    text += `${line}\t${copyLine(row)}\n`;
    if (text.length >= CHUNK_CHARACTERS) {
      yield text;
      text = '';
    }
  }
  if (text) yield text;
}

type Cell = string | number | boolean | null;

function copyLine({ externalId, preference, comparison, label }: ImportRow): string {
  const cells: Cell[] = [externalId, preference, ...comparisonCells(comparison), ...labelCells(label)];
  return cells.map(copyCell).join('\t');
}

const COMPARISON_CELLS = 13;
const LABEL_CELLS = 10;

function comparisonCells(c: ImportRow['comparison']): Cell[] {
  if (!c) return Array<Cell>(COMPARISON_CELLS).fill(null);
  const { content_hash, prompt_hash } = comparisonHashes(c);
  return [
    content_hash,
    comparisonHashes(exchanged(c)).content_hash,
    prompt_hash,
    JSON.stringify(c.prompt),
    c.responseA,
    c.responseB,
    c.sourceA,
    c.sourceB,
    JSON.stringify(c.tags),
    c.language,
    JSON.stringify(c.meta),
    c.goldChoice,
    c.goldReason,
  ];
}

function labelCells(l: ImportRow['label']): Cell[] {
  if (!l) return Array<Cell>(LABEL_CELLS).fill(null);
  return [
    l.annotator,
    l.kind,
    l.choice,
    l.strength,
    l.rationale,
    JSON.stringify(l.reasons),
    l.labelledAt,
    l.activeMs,
    l.swapped,
    l.round,
  ];
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const copyCell = (cell: Cell): string =>
  cell === null ? '\\N' : String(cell).replace(/[\\\n\r\t]/g, (character) => ESCAPES[character]!);
