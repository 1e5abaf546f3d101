import { stat } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type LabelFile, readLabelFile } from './label-file-columns';
import { labelFileProblem } from './label-file-problem';
import { progressBar } from './progress-bar';

/** The options that every command over a label file has. */
export interface LabelFileCommandOptions {
  json?: boolean;
  categories?: string[];
  orientation?: 'presented' | 'canonical';
  seed: number;
}

/**
 * A command over one label file: its argument, the options that such commands share, exit code 2 for bad usage.
 *
 * @param rows what the file's rows hold, for `--help`.
 * @param seeded what the seed is the seed of.
 */
export function labelFileCommand(
  program: Command,
  texts: { name: string; description: string; rows: string; seeded: string },
): Command {
  return program
    .command(texts.name)
    .description(texts.description)
    .argument('<file>', texts.rows)
    .option('--json', 'print one JSON object for machines')
    .option('--categories <list>', 'declare the categories and their order, e.g. A,TIE,B', parseCategories)
    .addOption(
      new Option(
        '--orientation <which>',
        'choices as presented, or turned into the order of sources (default: canonical when sources are given)',
      ).choices(['presented', 'canonical']),
    )
    .option('--seed <n>', texts.seeded, parseSeed, 1)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}

/**
 * Reads the file under a progress bar, prints what is made of it, and leaves the exit code. A file that can't be used
 * is told on stderr with its bad lines, and the exit code is 2.
 */
export async function answerFromLabelFile(
  file: string,
  options: LabelFileCommandOptions,
  answer: (labels: LabelFile) => { text: string; exitCode: 0 | 1 },
): Promise<void> {
  try {
    const { text, exitCode } = answer(await readWithProgress(file, options));
    process.stdout.write(`${text}\n`);
    if (exitCode > 0) process.exitCode = exitCode;
  } catch (error) {
    const message = labelFileProblem(error, file);
    if (message === null) throw error;
    process.stderr.write(`${message}\n`);
    process.exitCode = 2;
  }
}

async function readWithProgress(file: string, options: LabelFileCommandOptions): Promise<LabelFile> {
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

function parseCategories(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  if (names.some((name) => name === '') || new Set(names).size < names.length)
    throw new InvalidArgumentError('give distinct names separated by commas.');
  if (names.length > 64) throw new InvalidArgumentError('at most 64 categories can be measured.');
  return names;
}

function parseSeed(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('give a whole number.');
  return value;
}
