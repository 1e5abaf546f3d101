import { type Command, InvalidArgumentError } from 'commander';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { selectLabels } from '#lib/agreement/without-repeats';
import { batchDrift } from '#lib/annotators/batch-drift';
import { type DriftReport, driftReport } from './drift-report';
import { driftTable } from './drift-table';
import type { LabelFile } from './label-file-columns';
import { answerFromLabelFile, type LabelFileCommandOptions, labelFileCommand } from './label-file-command';

interface DriftCommandOptions extends LabelFileCommandOptions {
  paths?: boolean;
  baseline: number;
  arl: number;
}

/** `concord drift FILE`: who drifts, from a label file alone. Exit code 0 when nobody does, 1 when somebody does, 2 for bad input. */
export function registerDrift(program: Command): void {
  labelFileCommand(program, {
    name: 'drift',
    description: 'Find annotators who drift away from the others, from a JSONL or CSV file of labels',
    rows: 'rows of item_id, annotator_id and choice (or label), in the order they were given; optional source_a, source_b, created_at (sorts the rows)',
    seeded: 'seed of the simulated limits',
  })
    .option('--paths', 'with --json: also the whole control chart of each annotator')
    .option('--baseline <labels>', 'longest baseline, in judged labels per annotator', parsePositive, 200)
    .option(
      '--arl <labels>',
      'labels between false alarms, on average, when nothing changes',
      parsePositive,
      40_000,
    )
    .addHelpText(
      'after',
      `
Exit code: 0 nobody drifts, 1 somebody does, 2 the file or an option can't be used.

Example:
  concord drift labels.jsonl --json > drift.json
  with lines such as
  {"item_id":"q1","annotator_id":"ann","choice":"A","created_at":"2026-03-01T09:30:00Z"}`,
    )
    .action((file: string, options: DriftCommandOptions) =>
      answerFromLabelFile(file, options, (labels) => {
        const report = measure(labels, options);
        return {
          text: options.json ? JSON.stringify(report) : driftTable(report),
          exitCode: report.alarms > 0 ? 1 : 0,
        };
      }),
    );
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

function parsePositive(text: string): number {
  const value = Number(text);
  if (!(value >= 1) || !Number.isFinite(value))
    throw new InvalidArgumentError('give a number of at least 1.');
  return value;
}
