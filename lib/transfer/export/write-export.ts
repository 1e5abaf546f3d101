import { z } from 'zod';
import { type AuditActor, recordAudit } from '#lib/audit';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { type CardFacts, datasetCard } from './dataset-card';
import { type ExportCounts, exportCounts } from './export-counts';
import { EXPORT_FORMAT_NAMES, type ExportRow, exportFormat } from './export-formats';
import { type ExportScope, exportQuestion, exportScope } from './export-scope';
import type { ExportSink } from './export-sink';
import { type JudgedPairs, judgedPairs, SPLITS, type Split } from './judged-pairs';
import { JUDGEMENT_COLUMNS, judgementRows, pseudonyms } from './judgement-rows';
import { pairRows } from './pair-rows';
import { type WrittenFile, writeJsonLines, writeParquet, writeText } from './row-files';
import { snapshotLabels } from './snapshot-labels';

export const exportOptions = exportQuestion.extend({
  format: z.enum(EXPORT_FORMAT_NAMES).default('trl').describe('The shape of the pairs.'),
  files: z.enum(['both', 'jsonl', 'parquet']).default('both').describe('Kinds of files.'),
  license: z
    .string()
    .regex(/^[a-z0-9.-]{2,40}$/)
    .default('unknown')
    .describe('Of the set, as its card names it.'),
});
export type ExportOptions = z.infer<typeof exportOptions>;

interface ExportProject {
  id: string;
  slug: string;
  name: string;
  simulated: boolean;
}

export interface ExportResult {
  snapshot: string;
  gate: ExportScope['gate'];
  counts: ExportCounts;
  files: WrittenFile[];
}

/** What an export was asked for and may be: found out before its first byte is written. */
export const openExport = (project: ExportProject, options: ExportOptions): Promise<ExportScope> =>
  exportScope(project, options);

/**
 * Writes a snapshot as a data set: pairs by split, single judgements, card, attestation, and provenance with the hash of every
 * file. Rows are read and written a page at a time, so its memory grows with a few bytes per label and not with the texts. The
 * labels must be the very ones that were judged; anything else is refused before anything is written.
 *
 * @param progress hears how many rows of how many are written.
 * @param signal ends it between two rows, with the signal's reason: nothing more is read from the database then.
 */
export async function writeExport(input: {
  project: ExportProject;
  scope: ExportScope;
  options: ExportOptions;
  actor: AuditActor;
  sink: ExportSink;
  progress?: (rows: number, of: number) => void;
  signal?: AbortSignal;
}): Promise<ExportResult> {
  const { project, scope, options, sink, signal } = input;
  const { pairs, counts, counted } = await judgedSnapshot(scope, signal);
  await recordAudit(pool(), {
    projectId: project.id,
    actor: input.actor,
    action: 'export.write',
    subject: `snapshot:${scope.answer.snapshot}`,
    data: { batch: scope.answer.batch.number, format: options.format, gate: scope.gate, run: scope.run },
  });

  const kinds = options.files === 'both' ? (['parquet', 'jsonl'] as const) : [options.files];
  const total = (SPLITS.reduce((sum, split) => sum + counts.pairs[split], 0) + counts.labels) * kinds.length;
  let done = 0;
  const heard = async function* (rows: AsyncIterable<ExportRow>) {
    for await (const row of rows) {
      signal?.throwIfAborted();
      if (++done % 1000 === 0) input.progress?.(done, total);
      yield row;
    }
  };
  const metadata = {
    concord: JSON.stringify({ project: project.slug, snapshot: scope.answer.snapshot, gate: scope.gate }),
    attestation: scope.answer.attestation,
  };
  const { columns } = exportFormat(options.format);
  const files: WrittenFile[] = [];
  for (const kind of kinds) {
    for (const split of SPLITS) {
      if (counts.pairs[split] === 0) continue;
      const rows = heard(formatted(pairs, split, scope, options));
      files.push(
        kind === 'parquet'
          ? await writeParquet(sink, `data/${split}-00000-of-00001.parquet`, rows, columns, metadata)
          : await writeJsonLines(sink, `jsonl/${split}.jsonl`, rows),
      );
    }
    const rows = heard(judgementRows(scope.batchId, counted, pseudonyms(project.id), scope.gate));
    files.push(
      kind === 'parquet'
        ? await writeParquet(sink, 'judgements/judgements.parquet', rows, JUDGEMENT_COLUMNS, metadata)
        : await writeJsonLines(sink, 'jsonl/judgements.jsonl', rows),
    );
  }
  const card = datasetCard({
    ...(await cardFacts(scope)),
    project,
    scope,
    format: options.format,
    counts,
    license: options.license,
    parquet: options.files !== 'jsonl',
    jsonl: options.files !== 'parquet',
  });
  files.push(await writeText(sink, 'README.md', card));
  files.push(await writeText(sink, 'attestation.jwt', scope.answer.attestation));
  await writeText(
    sink,
    'provenance.json',
    `${JSON.stringify(provenance(project, scope, options, counts, files), null, 2)}\n`,
  );
  await sink.finish();
  return { snapshot: scope.answer.snapshot, gate: scope.gate, counts, files };
}

/** What is written of a snapshot. Its labels themselves are let go of here: they are read again, row by row. */
async function judgedSnapshot(
  scope: ExportScope,
  signal: AbortSignal | undefined,
): Promise<{ pairs: JudgedPairs; counts: ExportCounts; counted: Uint8Array }> {
  const labels = await snapshotLabels(scope.batchId, scope.answer.lastSequence, signal);
  if (labels.hash !== scope.answer.snapshot)
    throw new ConcordError(
      'conflict',
      'The stored labels are not the ones that were judged. Nothing was exported.',
    );
  const pairs = await judgedPairs(labels, scope.choices, scope);
  signal?.throwIfAborted();
  return { pairs, counts: exportCounts(labels, pairs), counted: labels.counted };
}

async function* formatted(
  pairs: JudgedPairs,
  split: Split,
  scope: ExportScope,
  options: ExportOptions,
): AsyncGenerator<ExportRow> {
  const { row } = exportFormat(options.format);
  for await (const pair of pairRows(pairs, split, scope.gate)) yield row(pair);
}

async function cardFacts(scope: ExportScope): Promise<Pick<CardFacts, 'languages' | 'guidelines'>> {
  const [languages, guidelines] = await Promise.all([
    pool().query<{ language: string }>(
      'SELECT DISTINCT language FROM comparison WHERE batch_id = $1 AND language IS NOT NULL ORDER BY 1 LIMIT 50',
      [scope.batchId],
    ),
    pool().query<{ version: number; title: string; labels: number }>(
      `SELECT g.number AS version, g.title, l.labels FROM (SELECT guideline_id, count(*)::int AS labels FROM label WHERE batch_id = $1 AND sequence <= $2
         GROUP BY guideline_id) l JOIN guideline_version g ON g.id = l.guideline_id ORDER BY g.number`,
      [scope.batchId, scope.answer.lastSequence],
    ),
  ]);
  return { languages: languages.rows.map((row) => row.language), guidelines: guidelines.rows };
}

function provenance(
  project: ExportProject,
  { answer, gate, run, seed, shares, choices }: ExportScope,
  options: ExportOptions,
  counts: ExportCounts,
  files: WrittenFile[],
): object {
  return {
    project: project.slug,
    simulated: project.simulated,
    batch: answer.batch,
    snapshot: answer.snapshot,
    lastSequence: answer.lastSequence,
    gate,
    verdict: answer.verdict,
    reasons: answer.reasons,
    waiver: answer.waiver,
    decision: answer.decision,
    policyVersion: answer.policyVersion,
    run,
    format: options.format,
    split: { by: 'prompt', seed, shares },
    labels: { trust: choices.trust, ties: choices.ties },
    counts,
    files,
    attestation: answer.attestation,
  };
}
