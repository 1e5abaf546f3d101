import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AgreementReport, agreementReport } from '#lib/agreement/agreement-report';
import { agreementTable } from './agreement-table';
import type { LabelFile } from './label-file-columns';
import { answerFromLabelFile, type LabelFileCommandOptions, labelFileCommand } from './label-file-command';

interface AgreementOptions extends LabelFileCommandOptions {
  bootstrap: number;
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
  labelFileCommand(program, {
    name: 'agreement',
    description: 'Measure how far annotators agree, from a JSONL or CSV file of labels',
    rows: 'rows of item_id, annotator_id and choice (or label); optional source_a, source_b, strength, created_at',
    seeded: 'seed of everything random',
  })
    .option('--bootstrap <n>', 'bootstrap replicates, 0 for none', parseCount, 1000)
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
    .action((file: string, options: AgreementOptions) =>
      answerFromLabelFile(file, options, (labels) => {
        const report = measure(labels, options, fitModels);
        return { text: options.json ? JSON.stringify(report) : agreementTable(report), exitCode: 0 };
      }),
    );
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

function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value === 1)
    throw new InvalidArgumentError('give a whole number, 0 or at least 2.');
  return value;
}
