import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { type GateAnswer, gateAnswer, gateAnswerBody } from '#lib/attestation/gate-answer';
import { pool } from '#lib/db';
import { setting } from '#lib/env';
import { ConcordError, type ErrorBody, type ErrorCode } from '#lib/errors';
import { findDatabase } from './find-database';
import { gateTable } from './gate-table';

interface Options {
  project: string;
  batch?: number;
  decision?: number;
  url?: string;
  wait: number;
  json?: boolean;
}

const EXAMPLES = `
Examples:
  concord gate --project helpfulness && ./train.sh
  concord gate --project helpfulness --batch 2 --json > gate.json
  CONCORD_API_KEY=… concord gate --url https://concord.example.org --project helpfulness --wait 300

Exit code 0: the batch may train. 1: it may not; the table says why. 2: the question could not be answered.
With --url a server is asked over HTTP (key: CONCORD_API_KEY, permission quality:read), without it the configured database.
`;

/** `concord gate`: what the gate says, as a table and as an exit code that stops a pipeline. */
export function registerGate(program: Command): void {
  program
    .command('gate')
    .summary('ask whether a batch may train')
    .description('Ask the gate whether a batch may train. Asking changes nothing.')
    .requiredOption('--project <slug>', 'the project')
    .option('--batch <number>', 'the batch (default: the newest)', wholeNumber)
    .option('--decision <number>', 'a recorded decision, instead of asking now', wholeNumber)
    .option('--url <address>', 'ask this server over HTTP (or CONCORD_URL)')
    .option('--wait <seconds>', 'how long to wait for labels that are still being measured', wholeNumber, 0)
    .option('--json', 'print the answer with its signed attestation as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const ask = await asker(options);
      let answer = await ask();
      const end = Date.now() + options.wait * 1000;
      while (!answer.passed && answer.behind > 0 && Date.now() < end) {
        await pause(Math.min(1000, end - Date.now()));
        answer = await ask();
      }
      process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : gateTable(answer));
      if (!answer.passed) process.exitCode = 1;
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

async function asker(options: Options): Promise<() => Promise<GateAnswer>> {
  const url = options.url ?? setting('CONCORD_URL');
  if (url) return () => overHttp(url, options);
  await findDatabase();
  const { rows } = await pool().query<{ id: string; slug: string; simulated: boolean }>(
    'SELECT id, slug, simulated FROM project WHERE slug = $1',
    [options.project],
  );
  const project = rows[0];
  if (!project) throw new ConcordError('not_found', `There is no project “${options.project}”.`);
  return () => gateAnswer(project, { batch: options.batch, decision: options.decision });
}

async function overHttp(url: string, { project, batch, decision }: Options): Promise<GateAnswer> {
  const key = setting('CONCORD_API_KEY');
  if (!key)
    throw new ConcordError('not_signed_in', 'Set CONCORD_API_KEY to a key with the permission quality:read.');
  const address = new URL(`/api/v1/projects/${encodeURIComponent(project)}/gate`, url);
  if (batch !== undefined) address.searchParams.set('batch', String(batch));
  if (decision !== undefined) address.searchParams.set('decision', String(decision));
  let response: Response;
  try {
    response = await fetch(address, {
      headers: { authorization: `Bearer ${key}` },
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    const { cause, message } = error as Error;
    throw new ConcordError(
      'unavailable',
      `${address.origin} can't be asked: ${(cause as Error)?.message ?? message}`,
    );
  }
  const body: unknown = await response.json().catch(() => null);
  const answer = gateAnswerBody.safeParse(body);
  // Only these two statuses are the gate's; a proxy's page that says 200 is not a pass.
  if (
    answer.success &&
    (response.status === 200) === answer.data.passed &&
    [200, 409].includes(response.status)
  )
    return answer.data;
  const refusal = (body as ErrorBody | null)?.error;
  throw new ConcordError(
    (refusal?.code as ErrorCode | undefined) ?? 'unavailable',
    refusal?.message ?? `${address.origin} answered ${response.status}, and not as the gate does.`,
  );
}
