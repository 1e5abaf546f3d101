import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appUrl } from '#jobs/setup/app-role';
import { env, environmentWith } from '#lib/env';

/** A real worker on a test's database, in a process of its own, as the product starts it. */
export function startWorker(url: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'jobs/worker.ts'], {
    stdio: 'ignore',
    // The same secret: a worker believes only reports that this installation measured.
    env: environmentWith({
      DATABASE_URL: appUrl(url),
      AUTH_SECRET: env().AUTH_SECRET,
      LOG_LEVEL: 'silent',
    }),
  });
}

/** Ends a worker in the way given and waits until it is gone. */
export async function endWorker(worker: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, 'exit');
  worker.kill(signal);
  await gone;
}

/** Asks again until the answer is there; throws after `seconds`. */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  what: string,
  seconds = 120,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs the command line on the test's database. */
export function concord(...args: string[]): { code: number | null; out: string; err: string } {
  const { DATABASE_URL, AUTH_SECRET } = env();
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'jobs/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: environmentWith({ DATABASE_URL, AUTH_SECRET, LOG_LEVEL: 'silent' }),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
