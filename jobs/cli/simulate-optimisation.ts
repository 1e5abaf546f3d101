import { type Command, InvalidArgumentError } from 'commander';
import { simulateOptimisation } from '#jobs/simulate-optimisation';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { findDatabase } from './find-database';
import { progressBar } from './progress-bar';

interface Options {
  project: string;
  model?: string;
  name?: string;
  checkpoints: number;
  gold: boolean;
  seed: number;
  json?: boolean;
}

/** `concord simulate-optimisation`: a language model that learns to please the reward model, to see the warning come. */
export function registerSimulateOptimisation(program: Command): void {
  program
    .command('simulate-optimisation')
    .description('Let a simulated language model be optimised against a reward model, to see when to stop')
    .requiredOption('--project <slug>', 'the project whose reward model it is')
    .option('--model <name>', 'which reward model (default: the newest)')
    .option('--name <name>', 'how the optimisation is called (default: simulated-SEED)')
    .option('--checkpoints <n>', 'how many, about a fifth of a nat apart', whole(2), 48)
    .option('--no-gold', 'tell no gold scores: the warning has to come from the other signs')
    .option('--seed <n>', 'the same seed, the same optimisation', whole(0), 1)
    .option('--json', 'print one JSON object for machines')
    .addHelpText(
      'after',
      `\nExample:\n  $ concord simulate-optimisation --project helpful-assistant\n\nExit code: 0 done, 2 bad usage or input.`,
    )
    .action(simulate);
}

async function simulate(options: Options): Promise<void> {
  await findDatabase();
  const { rows } = await pool().query<{ id: string; slug: string }>(
    'SELECT id, slug FROM project WHERE slug = $1',
    [options.project],
  );
  if (!rows[0]) throw new ConcordError('not_found', `There is no project ${options.project}.`);
  const bar = progressBar(options.checkpoints);
  const result = await simulateOptimisation(rows[0], {
    ...options,
    name: options.name ?? `simulated-${options.seed}${options.gold ? '' : '-no-gold'}`,
    onCheckpoint: (step) => bar.show(step + 1, `${step + 1} checkpoints`),
  });
  bar.clear();
  const { truePeakKl, warning } = result;
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${[
          `${result.checkpoints} checkpoints of “${result.optimisation}” are at /p/${options.project}/watching.`,
          truePeakKl === null
            ? 'True quality never fell.'
            : `True quality was highest at ${truePeakKl.toFixed(2)} nats.`,
          warning
            ? `Warned at ${warning.kl.toFixed(2)} nats (step ${warning.step}), by the ${warning.sign}.`
            : 'No warning was given.',
        ].join('\n')}\n`,
  );
}

function whole(least: number) {
  return (text: string): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
    return number;
  };
}
