import { stat } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { selectLabels } from '#lib/agreement/without-repeats';
import { batchDrift } from '#lib/annotators/batch-drift';
import { type DriftReport, driftReport } from './drift-report';
import { driftTable } from './drift-table';
import { type LabelFile, readLabelFile } from './label-file-columns';
import { labelFileProblem } from './label-file-problem';
import { progressBar } from './progress-bar';

interface DriftCommandOptions {
  json?: boolean;
  paths?: boolean;
  categories?: string[];
  orientation?: 'presented' | 'canonical';
  baseline: number;
  arl: number;
  seed: number;
}

/** `concord drift FILE`: who drifts, from a label file alone. Exit code 0 when nobody does, 1 when somebody does, 2 for bad input. */
export function registerDrift(program: Command): void {
  program
    .command('drift')
    .description('Find annotators who drift away from the others, from a JSONL or CSV file of labels')
    .argument(
      '<file>',
      'rows of item_id, annotator_id and choice (or label), in the order they were given; optional source_a, source_b, created_at (sorts the rows)',
    )
    .option('--json', 'print one JSON object for machines')
    .option('--paths', 'with --json: also the whole control chart of each annotator')
    .option('--categories <list>', 'declare the categories and their order, e.g. A,TIE,B', parseCategories)
    .addOption(
      new Option(
        '--orientation <which>',
        'choices as presented, or turned into the order of sources (default: canonical when sources are given)',
      ).choices(['presented', 'canonical']),
    )
    .option('--baseline <labels>', 'longest baseline, in judged labels per annotator', parsePositive, 200)
    .option(
      '--arl <labels>',
      'labels between false alarms, on average, when nothing changes',
      parsePositive,
      40_000,
    )
    .option('--seed <n>', 'seed of the simulated limits', parseSeed, 1)
    .addHelpText(
      'after',
      `
Exit code: 0 nobody drifts, 1 somebody does, 2 the file or an option can't be used.

Example:
  concord drift labels.jsonl --json > drift.json
  with lines such as
  {"item_id":"q1","annotator_id":"ann","choice":"A","created_at":"2026-03-01T09:30:00Z"}`,
    )
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .action(async (file: string, options: DriftCommandOptions) => {
      try {
        const report = measure(await read(file, options), options);
        process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${driftTable(report)}\n`);
        if (report.alarms > 0) process.exitCode = 1;
      } catch (error) {
        const message = labelFileProblem(error, file);
        if (message === null) throw error;
        process.stderr.write(`${message}\n`);
        process.exitCode = 2;
      }
    });
}

async function read(file: string, options: DriftCommandOptions): Promise<LabelFile> {
  const progress = progressBar((await stat(file)).size);
  try {
    return await readLabelFile(file, {
      categories: options.categories,
      orientation: options.orientation,
      onBytes: (bytes) => progress.show(bytes, 'Reading labels'),
    });
  } finally {
    progress.clear();
  }
}

function measure(labels: LabelFile, options: DriftCommandOptions): DriftReport {
  const { columns, order } = inTimeOrder(labels);
  const settings = { baselineLabels: options.baseline, averageRunLength: options.arl, seed: options.seed };
  return driftReport(batchDrift(columns, settings), {
    annotatorIds: labels.annotatorIds,
    columns,
    order,
    settings,
    paths: options.paths === true,
  });
}

/** Rows by time when every row has one; otherwise the file's own order is taken for it. */
function inTimeOrder({ columns, createdAt }: LabelFile): {
  columns: LabelColumns;
  order: 'created_at' | 'file';
} {
  if (!createdAt || createdAt.some(Number.isNaN)) return { columns, order: 'file' };
  const positions = Int32Array.from(createdAt.keys()).sort((a, b) => createdAt[a]! - createdAt[b]! || a - b);
  return { columns: selectLabels(columns, positions), order: 'created_at' };
}

function parseCategories(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  if (names.some((name) => name === '') || new Set(names).size < names.length)
    throw new InvalidArgumentError('give distinct names separated by commas.');
  return names;
}

function parsePositive(text: string): number {
  const value = Number(text);
  if (!(value >= 1) || !Number.isFinite(value))
    throw new InvalidArgumentError('give a number of at least 1.');
  return value;
}

function parseSeed(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('give a whole number.');
  return value;
}
