import { stat } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AgreementReport, agreementReport } from '#lib/agreement/agreement-report';
import { agreementTable } from './agreement-table';
import { type LabelFile, readLabelFile } from './label-file-columns';
import { labelFileProblem } from './label-file-problem';
import { progressBar } from './progress-bar';

interface AgreementOptions {
  json?: boolean;
  categories?: string[];
  orientation?: 'presented' | 'canonical';
  bootstrap: number;
  seed: number;
  models: boolean;
  dawidSkene: 'map' | 'ml';
}

/** What the iterative models add to the report: figures per annotator by id, and the models themselves. */
export interface ModelFigures {
  annotators: ReadonlyMap<string, object>;
  dawidSkene: object | null;
  bradleyTerry: object | null;
}

/** Fits the models to the labels of a file; handed in, so that agreement can be measured without them. */
export type FitModels = (
  labels: LabelFile,
  options: { dawidSkene: 'map' | 'ml'; seed: number },
) => ModelFigures;

/** `concord agreement FILE`: how far annotators agree, from a label file alone. Exit code 0, or 2 for bad input. */
export function registerAgreement(program: Command, fitModels?: FitModels): void {
  program
    .command('agreement')
    .description('Measure how far annotators agree, from a JSONL or CSV file of labels')
    .argument(
      '<file>',
      'rows of item_id, annotator_id and choice (or label); optional source_a, source_b, strength, created_at',
    )
    .option('--json', 'print one JSON object for machines')
    .option('--categories <list>', 'declare the categories and their order, e.g. A,TIE,B', parseCategories)
    .addOption(
      new Option(
        '--orientation <which>',
        'choices as presented, or turned into the order of sources (default: canonical when sources are given)',
      ).choices(['presented', 'canonical']),
    )
    .option('--bootstrap <n>', 'bootstrap replicates, 0 for none', parseCount, 1000)
    .option('--seed <n>', 'seed of everything random', parseSeed, 1)
    .option('--no-models', 'skip the iterative models (Dawid–Skene, Bradley–Terry)')
    .addOption(
      new Option('--dawid-skene <how>', 'maximum a posteriori or maximum likelihood')
        .choices(['map', 'ml'])
        .default('map'),
    )
    .addHelpText(
      'after',
      `
Example:
  concord agreement labels.jsonl --json > agreement.json
  with lines such as
  {"item_id":"q1","annotator_id":"ann","choice":"A","source_a":"model-x","source_b":"model-y"}`,
    )
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .action(async (file: string, options: AgreementOptions) => {
      try {
        const labels = await read(file, options);
        const report = measure(labels, options, fitModels);
        process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${agreementTable(report)}\n`);
      } catch (error) {
        const message = labelFileProblem(error, file);
        if (message === null) throw error;
        process.stderr.write(`${message}\n`);
        process.exitCode = 2;
      }
    });
}

async function read(file: string, options: AgreementOptions): Promise<LabelFile> {
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

function measure(labels: LabelFile, options: AgreementOptions, fitModels?: FitModels): AgreementReport {
  const report = agreementReport(labels.columns, {
    categories: labels.categories,
    annotatorIds: labels.annotatorIds,
    orientation: labels.orientation,
    mirror: labels.mirror,
    bootstrap: options.bootstrap > 0 ? { replicates: options.bootstrap, seed: options.seed } : null,
    strengths: labels.strengths ?? undefined,
  });
  if (labels.cantJudge > 0) report.counts.cantJudge = labels.cantJudge;
  if (!fitModels || !options.models) return Object.assign(report, { dawidSkene: null, bradleyTerry: null });
  const { annotators, ...models } = fitModels(labels, { dawidSkene: options.dawidSkene, seed: options.seed });
  for (const annotator of report.annotators) Object.assign(annotator, annotators.get(annotator.id));
  return Object.assign(report, models);
}

function parseCategories(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  if (names.some((name) => name === '') || new Set(names).size < names.length)
    throw new InvalidArgumentError('give distinct names separated by commas.');
  if (names.length > 64) throw new InvalidArgumentError('at most 64 categories can be measured.');
  return names;
}

function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value === 1)
    throw new InvalidArgumentError('give a whole number, 0 or at least 2.');
  return value;
}

function parseSeed(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('give a whole number.');
  return value;
}
