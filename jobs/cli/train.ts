import { setTimeout as pause } from 'node:timers/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { requestTraining } from '#lib/training/request-training';
import { runEvents, trainingRun } from '#lib/training/training-runs';
import { findDatabase } from './find-database';
import { progressBar } from './progress-bar';

interface Options {
  project: string;
  batch?: number;
  seed?: number;
  epochs?: number;
  trust?: 'posterior' | 'weights' | 'uniform';
  lengthControl?: boolean;
  engine?: 'local' | 'ray';
  task?: 'reward' | 'dpo';
  baseModel?: string;
  wait?: boolean;
  json?: boolean;
}

const EXAMPLES = `
Examples:
  concord train --project helpfulness --wait
  concord train --project helpfulness --batch 2 --seed 7 --trust uniform --json

Exit code 0: the run is queued, or with --wait trained. 1: the gate blocked it, or it failed. 2: it could not be asked for.
The gate judges at that moment; a blocked run stays and starts by itself when the gate passes. A worker trains, not this command.
`;

/** `concord train`: the button of the training page, for scripts. The gate is asked first, as it is there. */
export function registerTrain(program: Command): void {
  program
    .command('train')
    .summary('ask for a training run')
    .description('Ask for a training run on a batch. The gate decides whether it is queued or blocked.')
    .requiredOption('--project <slug>', 'the project')
    .option('--batch <number>', 'the batch (default: the newest)', wholeNumber)
    .option('--seed <number>', 'same seed, same model', wholeNumber)
    .option(
      '--epochs <number>',
      'passes over the pairs at most (default: 12, which stops early; 1 on the cluster)',
      wholeNumber,
    )
    .option('--trust <way>', 'posterior, weights or uniform')
    .option('--length-control', 'take length out of the reward')
    .addOption(new Option('--engine <name>', 'where it trains').choices(['local', 'ray']))
    .addOption(
      new Option('--task <name>', 'what is trained; dpo on the cluster only').choices(['reward', 'dpo']),
    )
    .option('--base-model <name>', 'what is tuned on the cluster')
    .option('--wait', 'wait until it has ended, with a progress bar')
    .option('--json', 'print the run as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      await findDatabase();
      const { project, batchId } = await findBatch(options);
      const asked = await requestTraining(project, SYSTEM_ACTOR, {
        batchId,
        options: {
          ...(options.seed !== undefined && { seed: options.seed }),
          ...(options.epochs !== undefined && { epochs: options.epochs }),
          ...(options.trust && { trust: trustOf(options.trust) }),
          ...(options.engine && { engine: options.engine }),
          ...(options.task && { task: options.task }),
          ...(options.baseModel && { baseModel: options.baseModel }),
          ...(options.lengthControl && { lengthControl: 'residual' as const }),
        },
      });
      if (options.wait && asked.state === 'QUEUED') await untilEnded(project.id, asked.number);
      const run = await trainingRun(project.id, asked.number);
      if (!run) throw new ConcordError('not_found', 'The run is gone.');
      const { accuracy } = run.report?.heldOut ?? {};
      const open = run.decision.checks.filter((c) => c.verdict !== 'PASS').map((c) => c.check);
      const answer = {
        run: run.number,
        state: run.state,
        model: run.model,
        accuracy,
        open,
        error: run.error,
      };
      process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : `${inWords(answer)}\n`);
      if (!['QUEUED', 'RUNNING', 'SUCCEEDED'].includes(run.state)) process.exitCode = 1;
    });
}

function inWords(answer: {
  run: number;
  state: string;
  model: string | null;
  accuracy?: { value: number | null } | undefined;
  open: string[];
  error: string | null;
}): string {
  const { run, state, model, accuracy, open, error } = answer;
  if (state === 'BLOCKED') return `Run ${run} is blocked by the gate: ${open.join(', ')}.`;
  if (state === 'SUCCEEDED')
    return `Run ${run} has trained ${model}${accuracy?.value == null ? '' : `, held-out accuracy ${(100 * accuracy.value).toFixed(1)} %`}.`;
  if (state === 'QUEUED' || state === 'RUNNING') return `Run ${run} is ${state.toLowerCase()}.`;
  return `Run ${run} ${state.toLowerCase()}${error ? `: ${error}` : '.'}`;
}

async function findBatch({
  project: slug,
  batch,
}: Options): Promise<{ project: { id: string }; batchId: string }> {
  const { rows } = await pool().query<{ id: string; batch_id: string | null }>(
    `SELECT p.id, (SELECT b.id FROM batch b WHERE b.project_id = p.id AND ($2::int IS NULL OR b.number = $2) ORDER BY b.number DESC LIMIT 1) AS batch_id
     FROM project p WHERE p.slug = $1`,
    [slug, batch ?? null],
  );
  const found = rows[0];
  if (!found) throw new ConcordError('not_found', `There is no project “${slug}”.`);
  if (!found.batch_id) throw new ConcordError('not_found', 'There is no such batch in this project.');
  return { project: { id: found.id }, batchId: found.batch_id };
}

async function untilEnded(projectId: string, number: number): Promise<void> {
  const bar = progressBar(1);
  for (;;) {
    const run = await trainingRun(projectId, number);
    if (!run || !['QUEUED', 'RUNNING'].includes(run.state)) break;
    const last = (await runEvents(run.id)).at(-1)?.kind ?? '';
    bar.show(run.progress, run.state === 'QUEUED' ? 'waits for a worker' : last);
    await pause(500);
  }
  bar.clear();
}

function trustOf(text: string): NonNullable<Options['trust']> {
  if (text === 'posterior' || text === 'weights' || text === 'uniform') return text;
  throw new ConcordError('invalid_input', '--trust is posterior, weights or uniform.');
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
