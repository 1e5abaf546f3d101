import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createProject, MOST_SLUG_CHARACTERS } from '#lib/access/create-project';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase, pool, type Queryable } from '#lib/db';
import { ConcordError } from '#lib/errors';
import {
  type ImportFormat,
  type ImportRefusal,
  type ImportResult,
  importFile,
} from '#lib/transfer/import-file';
import { ensureQueues } from './ensure-queues';
import { findDatabase } from './find-database';
import { progressBar } from './progress-bar';

interface Options {
  project?: string;
  batch?: string;
  overlap?: number;
  format?: ImportFormat;
  createProject?: string;
  json?: boolean;
}

const EXAMPLES = `
Examples:
  $ concord import labels.jsonl
  $ concord import labels.jsonl --project helpfulness --batch "March"
  $ concord import pairs.csv --project helpfulness --overlap 3
  $ concord import crowd.jsonl --project crowd --create-project "Crowd labels"

A line is a comparison (item_id, prompt, response_a, response_b, source_a, source_b, tags, gold_choice …), the same with a
label (annotator_id, choice, created_at …), a label alone (item_id, annotator_id, choice), or a preference row as TRL
writes them (prompt, chosen, rejected). Importing a file again changes nothing. If any line is wrong, each is named as
FILE:LINE: field: reason, and nothing is imported.
`;

/** Adds the command `import` to the program. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .summary('import comparisons and labels')
    .description('Import comparisons, and labels with the ids of their annotators, from JSON Lines or CSV.')
    .argument('<file>', 'the file to import; - reads standard input')
    .option(
      '--project <slug>',
      'the project to import into (default: one named after the file, made if missing)',
    )
    .option('--batch <name>', 'the batch, made if there is none of this name (default: the name of the file)')
    .option('--overlap <n>', 'labels wanted per new comparison (default: 2 in a new batch)', positiveNumber)
    .addOption(
      new Option('--format <format>', 'default: by the ending of the file').choices(['jsonl', 'csv']),
    )
    .option(
      '--create-project <name>',
      'make the project, if it is missing, with this name and the default policy',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: Options) => {
      try {
        const result = await runImportCommand(file, options);
        process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : summary(file, result));
      } catch (error) {
        process.exitCode = 2;
        report(file, error, options.json ?? false);
      } finally {
        await closeDatabase();
      }
    });
}

function positiveNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be 1 or more.');
  return number;
}

async function runImportCommand(file: string, options: Options): Promise<ImportResult> {
  const format = options.format ?? formatOf(file);
  const { size, source } = openFile(file);
  const url = await findDatabase();
  const projectId = await projectToUse(file, options);
  await ensureQueues(url);
  const bar = progressBar(size);
  try {
    return await importFile({
      projectId,
      batch: { name: options.batch ?? (file === '-' ? 'Imported' : path.parse(file).name) },
      overlap: options.overlap ?? null,
      source,
      format,
      fileName: path.basename(file),
      actor: SYSTEM_ACTOR,
      onProgress: ({ bytesRead, rows }) => bar.show(bytesRead, `${rows.toLocaleString('en')} rows`),
    });
  } finally {
    bar.clear();
  }
}

function formatOf(file: string): ImportFormat {
  const ending = path.extname(file).toLowerCase();
  if (['.jsonl', '.ndjson', '.json'].includes(ending)) return 'jsonl';
  if (['.csv', '.tsv'].includes(ending)) return 'csv';
  throw new ConcordError('bad_request', `What is ${file}? Say it with --format jsonl or --format csv.`);
}

function openFile(file: string): { size: number; source: AsyncIterable<Uint8Array> } {
  if (file === '-') return { size: 0, source: process.stdin };
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new ConcordError('not_found', `There is no file ${file}.`);
  if (found.isDirectory()) throw new ConcordError('bad_request', `${file} is a folder.`);
  return { size: found.size, source: readFile(file) };
}

/** Opened when it is read: a file that can't be opened is then an error of the import, not of the process. */
async function* readFile(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}

/** The project as it is, or how the import makes it: with a refused file none is made. */
async function projectToUse(
  file: string,
  options: Options,
): Promise<string | ((tx: Queryable) => Promise<string>)> {
  const named = path.parse(file).name;
  const slug = options.project ?? slugOf(named);
  const found = await findProject(pool(), slug);
  if (found) return found;
  const name = options.createProject ?? (options.project === undefined ? named : undefined);
  if (name === undefined) {
    throw new ConcordError('not_found', `There is no project “${slug}”. Make it with --create-project NAME.`);
  }
  return async (tx) => {
    // Two commands may be about to make it: the second finds what the first made.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 4))', [slug]);
    return (await findProject(tx, slug)) ?? (await createProject(tx, SYSTEM_ACTOR, { slug, name })).id;
  };
}

async function findProject(database: Queryable, slug: string): Promise<string | undefined> {
  const { rows } = await database.query<{ id: string }>('SELECT id FROM project WHERE slug = $1', [slug]);
  return rows[0]?.id;
}

/** A project's address made of a file's name. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_SLUG_CHARACTERS)
    .replace(/^-+|-+$/g, '') || 'imported';

function summary(file: string, result: ImportResult): string {
  const { batch, rows, comparisons, labels, annotators, sources, ignoredFields } = result;
  const number = (n: number) => n.toLocaleString('en').padStart(10);
  const both = (counts: { added: number; unchanged: number }) =>
    `${number(counts.added)} added ${number(counts.unchanged)} unchanged`;
  const head =
    comparisons.added || labels.added
      ? `Imported ${file} into the batch “${batch.name}”.`
      : `Nothing new in ${file}: the batch “${batch.name}” has all of it.`;
  const unused = ignoredFields.length ? `Fields that were not used: ${ignoredFields.join(', ')}\n` : '';
  return `${head}
  rows        ${number(rows)}
  comparisons ${both(comparisons)}
  labels      ${both(labels)}
  annotators  ${number(annotators.added)} added
  sources     ${number(sources.added)} added
${unused}`;
}

/** Says what is wrong: to a person on stderr, line by line as compilers do; to a machine as one object on stdout. */
function report(file: string, error: unknown, json: boolean): void {
  if (json) {
    const { code = 'internal', details } = error instanceof ConcordError ? error : {};
    process.stdout.write(`${JSON.stringify({ error: { code, message: messageOf(error), details } })}\n`);
    return;
  }
  const refusal = error instanceof ConcordError ? (error.details as ImportRefusal | undefined) : undefined;
  const problems = refusal?.problems ?? [];
  for (const { line, field, reason } of problems) {
    process.stderr.write(`${file}:${line}: ${field === null ? '' : `${field}: `}${reason}\n`);
  }
  const more = (refusal?.problemCount ?? 0) - problems.length;
  if (more > 0) process.stderr.write(`… and ${more.toLocaleString('en')} more\n`);
  process.stderr.write(`${messageOf(error)}\n`);
}

function messageOf(error: unknown): string {
  if ((error as { code?: string }).code === '42P01') {
    return 'This database is not set up yet: start Concord on it once, or run npx prisma migrate deploy.';
  }
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return (error as Error).message;
}
