import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#jobs/setup/free-port';
import { environmentWith, setting } from '#lib/env';

/** Where `npm test -- ray` puts it. */
const RAY = path.resolve('.data/ray-venv/bin/ray');

/** Why the tests with a real cluster are skipped; null when they run. */
export const noRay = setting('CONCORD_TEST_RAY')
  ? null
  : 'They install Ray and take two minutes: npm test -- ray';

export const TOKEN = 'a-token-of-at-least-some-length';

/** A Ray head of our own on this machine, that asks for a token. */
export async function startRay(): Promise<{ address: string; stop: () => void }> {
  const [port, dashboard] = [await freePort(), await freePort()];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ray-'));
  const args = [
    'start',
    '--head',
    '--block',
    '--disable-usage-stats',
    '--num-cpus=2',
    `--temp-dir=${folder}`,
  ];
  const child: ChildProcess = spawn(
    RAY,
    [
      ...args,
      '--node-ip-address=127.0.0.1',
      '--dashboard-host=127.0.0.1',
      `--port=${port}`,
      `--dashboard-port=${dashboard}`,
    ],
    {
      env: environmentWith({
        RAY_AUTH_MODE: 'token',
        RAY_AUTH_TOKEN: TOKEN,
        CONCORD_TINY_PAUSE: '1.2',
        CONCORD_OUTPUT: folder,
        // The job is `python …`: the one of the environment that Ray is in.
        PATH: `${path.dirname(RAY)}:${environmentWith({}).PATH}`,
      }),
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
    },
  );
  const stop = () => {
    try {
      // Ray starts a dozen processes; all are of this group or children of it.
      process.kill(-child.pid!, 'SIGTERM');
    } catch {}
    for (const pid of processesIn(folder)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {}
    }
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const address = `http://127.0.0.1:${dashboard}`;
  for (let tries = 0; tries < 180; tries++) {
    await pause(500);
    if (child.exitCode !== null) break;
    const answer = await fetch(`${address}/api/version`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    }).catch(() => null);
    if (answer?.ok) return { address, stop };
  }
  stop();
  throw new Error('The Ray head did not start.');
}

/** Processes whose command line names the head's own folder. */
function processesIn(folder: string): number[] {
  try {
    return execFileSync('pgrep', ['-f', folder], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map(Number)
      .filter((pid) => pid !== process.pid);
  } catch {
    return [];
  }
}
