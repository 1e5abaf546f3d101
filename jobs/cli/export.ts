import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { EXPORT_FORMAT_NAMES } from '#lib/transfer/export/export-formats';
import { folderSink } from '#lib/transfer/export/folder-sink';
import { type ExportResult, exportOptions, openExport, writeExport } from '#lib/transfer/export/write-export';
import { findDatabase } from './find-database';
import { progressBar } from './progress-bar';

interface Options {
  project: string;
  out: string;
  json?: boolean;
  [asked: string]: unknown;
}

const EXAMPLES = `
Examples:
  concord export --project helpfulness --out helpfulness/
  concord export --project helpfulness --run 7 --out run-7/
  concord export --project helpfulness --format hh --files jsonl --out hh/
  concord export --project helpfulness --unapproved --out draft/

What is exported is a snapshot that was measured: pairs by split (prompt by prompt, as training splits), single judgements with
pseudonyms, a data set card, the signed attestation and the hash of every file. Exit code 1: the gate does not let the labels
through, and --unapproved was not given; nothing is written then.
`;

/** `concord export`: a batch's judged labels as a data set that trainers load. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .summary('export judged labels as a data set')
    .description('Export the labels that the gate judged, as preference pairs and single judgements.')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--out <folder>', 'the folder to write, new or empty')
    .option('--batch <number>', 'the batch (default: the newest)', wholeNumber)
    .option('--decision <number>', 'the snapshot of a recorded decision', wholeNumber)
    .option('--run <number>', 'the snapshot of a training run, with its split and soft labels', wholeNumber)
    .addOption(
      new Option('--format <format>', 'the shape of the pairs').choices(EXPORT_FORMAT_NAMES).default('trl'),
    )
    .addOption(
      new Option('--files <kinds>', 'kinds of files').choices(['both', 'jsonl', 'parquet']).default('both'),
    )
    .option('--seed <number>', 'of the split (default: 1, or the run’s)', wholeNumber)
    .option('--license <name>', 'as the card names it', 'unknown')
    .option('--unapproved', 'export what the gate does not let through too; every file says so')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async ({ project: slug, out, json, ...asked }: Options) => {
      const options = exportOptions.parse(asked);
      await findDatabase();
      const { rows } = await pool().query<{ id: string; slug: string; name: string; simulated: boolean }>(
        'SELECT id, slug, name, simulated FROM project WHERE slug = $1',
        [slug],
      );
      const project = rows[0];
      if (!project) throw new ConcordError('not_found', `There is no project “${slug}”.`);
      refuseFull(out);
      const scope = await openExport(project, options).catch((error: unknown) => {
        if (error instanceof ConcordError && error.code === 'gate_blocked') return error;
        throw error;
      });
      if (scope instanceof ConcordError) {
        process.stderr.write(`${scope.message.replace('Ask for unapproved labels', 'Use --unapproved')}\n`);
        process.exitCode = 1;
        return;
      }
      const bar = progressBar(1);
      try {
        const result = await writeExport({
          project,
          scope,
          options,
          actor: SYSTEM_ACTOR,
          sink: folderSink(out),
          progress: (written, of) => bar.show(written / of, `${written.toLocaleString('en')} rows`),
        });
        bar.clear();
        process.stdout.write(json ? `${JSON.stringify(result)}\n` : summary(out, result));
      } finally {
        bar.clear();
      }
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function refuseFull(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ConcordError('conflict', `${folder} is not empty. Name a new folder.`);
}

function summary(folder: string, { snapshot, gate, counts, files }: ExportResult): string {
  const lines = files.map(
    ({ path: name, rows, bytes }) =>
      `  ${name.padEnd(36)} ${rows === null ? ''.padStart(12) : `${rows.toLocaleString('en').padStart(12)} rows`} ${Math.ceil(
        bytes / 1024,
      )
        .toLocaleString('en')
        .padStart(9)} kB`,
  );
  const warning =
    gate === 'passed'
      ? ''
      : gate === 'waived'
        ? 'Waived: the gate had not passed. Every file says so.\n'
        : 'Not approved for training: the gate does not let these labels through. Every file says so.\n';
  return `Exported snapshot ${snapshot.slice(0, 12)}… to ${path.normalize(`${folder}/`)}\n${warning}${lines.join('\n')}\n${counts.ties.toLocaleString('en')} comparisons without a side are not among the pairs.\n`;
}
