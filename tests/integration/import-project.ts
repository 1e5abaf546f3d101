import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { ensureQueues } from '#jobs/cli/ensure-queues';
import { createProject } from '#lib/access/create-project';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase, pool, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import {
  type ImportOptions,
  type ImportRefusal,
  type ImportResult,
  importFile,
} from '#lib/transfer/import-file';
import { bytesOf } from '#tests/unit/transfer/bytes-of';
import { testDatabase } from './setup/database';

/** A database with job queues for this test file; the code under test talks to it. */
export function importDatabase(): void {
  beforeAll(async () => {
    const { url } = await testDatabase();
    await ensureQueues(url);
  });
  afterAll(closeDatabase);
}

export async function newProject(): Promise<string> {
  const slug = `p-${randomBytes(6).toString('hex')}`;
  return (await transaction((tx) => createProject(tx, SYSTEM_ACTOR, { slug, name: slug }))).id;
}

export const jsonl = (...rows: unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Imports a text into the batch "B" of a project. */
export function importText(
  projectId: string,
  content: string,
  more: Partial<ImportOptions> = {},
): Promise<ImportResult> {
  return importFile({
    projectId,
    batch: { name: 'B' },
    source: bytesOf(content),
    format: 'jsonl',
    fileName: 'file.jsonl',
    actor: SYSTEM_ACTOR,
    ...more,
  });
}

/** The problems of an import that must be refused, as `line field reason`. */
export async function refusalOf(importing: Promise<ImportResult>): Promise<string[]> {
  const error = await importing.then(
    () => new Error('the file was imported'),
    (thrown: Error) => thrown,
  );
  if (!(error instanceof ConcordError) || error.code !== 'invalid_input') throw error;
  return (error.details as ImportRefusal).problems.map((p) => `${p.line} ${p.field} ${p.reason}`);
}

/** Everything that an import could change, counters included. */
export async function fingerprint(): Promise<unknown> {
  const tables = [
    'project',
    'batch',
    'source',
    'annotator',
    'comparison',
    'label',
    'audit_event',
    'batch_event',
  ];
  const parts = tables.map(
    (t) => `(SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM ${t} t) AS ${t}`,
  );
  const counters = ['source', 'annotator', 'comparison', 'label'].map(
    (t) => `(SELECT last_value FROM ${t}_id_seq) AS ${t}_ids`,
  );
  const jobs = '(SELECT count(*)::int FROM pgboss.job) AS jobs';
  return (await pool().query(`SELECT ${[...parts, ...counters, jobs].join(', ')}`)).rows[0];
}

export interface StoredLabel {
  item: string;
  annotator: string;
  round: number;
  choice: string;
  swapped: boolean | null;
  sequence: number;
}

export async function labelsOf(projectId: string): Promise<StoredLabel[]> {
  const { rows } = await pool().query<StoredLabel>(
    `SELECT c.external_id AS item, a.external_id AS annotator, l.round, l.choice::text, l.swapped, l.sequence
     FROM label l JOIN comparison c ON c.id = l.comparison_id JOIN annotator a ON a.id = l.annotator_id
     WHERE l.project_id = $1 ORDER BY l.sequence`,
    [projectId],
  );
  return rows;
}

export const brief = (labels: StoredLabel[]): string[] =>
  labels.map((l) => `${l.sequence} ${l.item} ${l.annotator} ${l.round} ${l.choice}`);

export const comparison = (item: string, more: object = {}) => ({
  item_id: item,
  prompt: `Question ${item}`,
  response_a: `${item} first`,
  response_b: `${item} second`,
  source_a: 'm1',
  source_b: 'm2',
  ...more,
});

export const label = (item: string, annotator: string, choice: string, more: object = {}) => ({
  item_id: item,
  annotator_id: annotator,
  choice,
  ...more,
});
