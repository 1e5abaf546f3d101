import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import {
  BEHAVIOURS,
  type Behaviour,
  type Quality,
  seededQuality,
  sharedBehaviours,
} from '#jobs/simulator/behaviours';
import { makeAccounts } from '#jobs/simulator/make-accounts';
import { runAnnotators, type SimulatedAccount, type SimulationResult } from '#jobs/simulator/run-annotators';
import { ConcordError } from '#lib/errors';
import { findDatabase } from './find-database';
import { progressBar } from './progress-bar';

interface Options {
  url: string;
  project: string;
  accounts?: string;
  make?: number;
  behaviours: Map<Behaviour, number>;
  truth?: string;
  labels: number;
  pace: number;
  seed: number;
  patience: number;
  json?: boolean;
}

const HELP = `
Examples:
  $ concord simulate --project helpful-assistant --make 20
  $ concord simulate --url https://concord.example.org --project march --accounts accounts.jsonl --behaviours careful:8,random:1

Behaviours: ${BEHAVIOURS.join(', ')}.
An accounts file has lines {"email": …, "password": …, "behaviour": …}; the last is optional. --make writes accounts named
"Simulated 1", "Simulated 2" … into the configured database (not over HTTP); everything else goes the way of a browser:
sign-in, session, the addresses of the labelling page. What is a better response comes from --truth, lines
{"response": …, "quality": number}, or from a taste in texts that the seed draws.
Exit code: 0 all labels were taken, 1 some were refused or somebody could not go on, 2 bad usage.
`;

/** `concord simulate`: annotators with stated behaviours label over HTTP, on a server that runs. */
export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .description('Let simulated annotators label over HTTP: for demos, for load, for trying out settings')
    .requiredOption('--project <slug>', 'the project to label in')
    .option('--url <address>', 'where Concord answers', address, 'http://127.0.0.1:3000')
    .option('--accounts <file>', 'the accounts to sign in with, JSON Lines')
    .option('--make <n>', 'make so many annotators in the configured database, and use them', whole(1))
    .option(
      '--behaviours <shares>',
      'who labels how',
      shares,
      shares('careful:4,ordinary:4,hasty:1,left-clicker:1'),
    )
    .option('--truth <file>', 'qualities of responses, JSON Lines (default: a seeded taste in texts)')
    .option('--labels <n>', 'at most so many labels of each annotator', whole(1), Number.POSITIVE_INFINITY)
    .option('--pace <share>', 'how much of a person’s time to take for a label: 1 all, 0 none', share, 0)
    .option('--seed <n>', 'draws behaviours’ choices', whole(0), 1)
    .option('--patience <seconds>', 'how long to try a server that does not answer', whole(0), 60)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(simulate);
}

async function simulate(options: Options): Promise<void> {
  const accounts = await accountsOf(options);
  const bar = progressBar(0);
  const result = await runAnnotators({
    address: options.url,
    project: options.project,
    accounts,
    quality: options.truth ? qualityFromFile(options.truth, options.seed) : seededQuality(options.seed),
    seed: options.seed,
    labels: options.labels,
    pace: options.pace,
    patienceMs: options.patience * 1000,
    onSignIn: (n) => bar.show(n, `${n} of ${accounts.length} signed in`),
    onLabel: (n) => bar.show(n, `${n} labels`),
  });
  bar.clear();
  process.stdout.write(options.json ? `${JSON.stringify(forMachines(result))}\n` : inWords(result));
  if (result.refused || result.problems.length) process.exitCode = 1;
}

async function accountsOf({ accounts, make, project, behaviours }: Options): Promise<SimulatedAccount[]> {
  if ((accounts === undefined) === (make === undefined))
    throw new ConcordError('invalid_input', 'Say who labels: either --accounts FILE or --make N.');
  if (make !== undefined) {
    await findDatabase();
    const { emails, password } = await makeAccounts(project, make);
    const given = sharedBehaviours(behaviours, emails.length);
    return emails.map((email, at) => ({ email, password, behaviour: given[at]! }));
  }
  const lines = jsonLines<Partial<SimulatedAccount>>(accounts!);
  const given = sharedBehaviours(behaviours, lines.length);
  return lines.map(({ email, password, behaviour = given[0]! }, at) => {
    if (!email || !password || !BEHAVIOURS.includes(behaviour))
      throw new ConcordError(
        'invalid_input',
        `${accounts}:${at + 1}: needs an email, a password and a known behaviour.`,
      );
    return { email, password, behaviour: lines[at]!.behaviour ?? given[at]! };
  });
}

function qualityFromFile(file: string, seed: number): Quality {
  const known = new Map(
    jsonLines<{ response: string; quality: number }>(file).map(({ response, quality }, at) => {
      if (typeof response !== 'string' || !Number.isFinite(quality))
        throw new ConcordError('invalid_input', `${file}:${at + 1}: needs a response and its quality.`);
      return [response, quality];
    }),
  );
  const otherwise = seededQuality(seed);
  return (response) => known.get(response) ?? otherwise(response);
}

function jsonLines<T>(file: string): T[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConcordError('invalid_input', `${file} cannot be read: ${(error as Error).message}`);
  }
  return text
    .split('\n')
    .filter((line) => line.trim())
    .map((line, at) => {
      try {
        return JSON.parse(line) as T;
      } catch {
        throw new ConcordError('invalid_input', `${file}:${at + 1}: is not JSON.`);
      }
    });
}

const forMachines = ({ tallies: _, ...rest }: SimulationResult) => rest;

function inWords(result: SimulationResult): string {
  const { p50, p95, most } = result.submitAndNextMs;
  const ms = (value: number | null) => (value === null ? '–' : `${value.toFixed(0)} ms`);
  const lines = [
    `${result.labels} labels by ${result.annotators} annotators in ${result.seconds.toFixed(1)} s (${result.labelsPerSecond.toFixed(1)} per second)`,
    `submit and next: median ${ms(p50)}, 95 % within ${ms(p95)}, longest ${ms(most)}`,
    ...Object.entries(result.labelsByBehaviour).map(([behaviour, n]) => `  ${behaviour.padEnd(14)} ${n}`),
    ...(result.retries ? [`${result.retries} requests had to be sent again.`] : []),
    ...(result.refused ? [`${result.refused} labels were refused.`] : []),
    ...result.problems,
  ];
  return `${lines.join('\n')}\n`;
}

function whole(least: number) {
  return (text: string): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
    return number;
  };
}

function share(text: string): number {
  const number = Number(text);
  if (!(number >= 0)) throw new InvalidArgumentError('It must be a number from 0.');
  return number;
}

function address(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new InvalidArgumentError('It must be an address that starts with http:// or https://.');
  return text;
}

function shares(text: string): Map<Behaviour, number> {
  const parts = text.split(',').map((part) => part.trim().split(':'));
  return new Map(
    parts.map(([name, weight = '1']) => {
      if (!BEHAVIOURS.includes(name as Behaviour) || !(Number(weight) > 0))
        throw new InvalidArgumentError(
          `Name behaviours with shares, like careful:3,hasty:1: ${BEHAVIOURS.join(', ')}.`,
        );
      return [name as Behaviour, Number(weight)];
    }),
  );
}
