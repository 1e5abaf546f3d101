import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { identityOf, isAlive } from '#jobs/setup/process-identity';
import { type Program, supervise } from '#jobs/setup/supervise';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'concord-supervise-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** A program that notes its number in a file each time it starts, and then runs `body`. */
function program(name: string, body: string): Program & { starts: () => number[] } {
  const file = path.join(folder, name);
  fs.writeFileSync(file, '');
  const source = `require('node:fs').appendFileSync(${JSON.stringify(file)}, process.pid + '\\n'); ${body}`;
  const starts = () => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
  return { name, args: ['-e', source], folder, settings: {}, starts };
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; waited < 15_000 && !condition(); waited += 20) await sleep(20);
  expect(condition()).toBe(true);
}

const isRunning = (pid: number) => isAlive(identityOf(pid));
const WAIT = 'setInterval(() => {}, 1000);';

test('starts a program again that was killed, and says so', async () => {
  const said: string[] = [];
  const steady = program('steady', WAIT);
  const supervision = supervise([steady], { say: (sentence) => said.push(sentence) });
  await until(() => steady.starts().length === 1);
  process.kill(steady.starts()[0] ?? 0, 'SIGKILL');
  await until(() => steady.starts().length === 2);
  expect(said).toEqual(['The steady ended unexpectedly (signal SIGKILL); it is started again in 1 s.']);
  await supervision.stop();
  expect(steady.starts().filter(isRunning)).toEqual([]);
}, 30_000);

test('waits longer each time for a program that keeps failing', async () => {
  const said: string[] = [];
  const failing = program('failing', 'process.exit(3);');
  const supervision = supervise([failing], { say: (sentence) => said.push(sentence) });
  await until(() => said.length === 2);
  await supervision.stop();
  expect(said.map((sentence) => sentence.match(/\((.*)\).* in (\d+) s/)?.slice(1))).toEqual([
    ['exit code 3', '1'],
    ['exit code 3', '2'],
  ]);
}, 30_000);

test('lets programs end in good order, and does not start them again', async () => {
  const note = path.join(folder, 'goodbye');
  const polite = program(
    'polite',
    `process.on('SIGTERM', () => { require('node:fs').writeFileSync(${JSON.stringify(note)}, 'bye'); process.exit(0); }); ${WAIT}`,
  );
  const supervision = supervise([polite], { say: () => {} });
  await until(() => polite.starts().length === 1);
  await sleep(200);
  await supervision.stop();
  expect(fs.readFileSync(note, 'utf8')).toBe('bye');
  await sleep(1200);
  expect(polite.starts()).toHaveLength(1);
}, 30_000);

test('ends what a program has started, too', async () => {
  const child = path.join(folder, 'child');
  const parent = program(
    'parent',
    `const c = require('node:child_process').spawn(process.execPath, ['-e', '${WAIT}']); require('node:fs').writeFileSync(${JSON.stringify(child)}, String(c.pid)); ${WAIT}`,
  );
  const supervision = supervise([parent], { say: () => {} });
  await until(() => fs.existsSync(child) && fs.readFileSync(child, 'utf8') !== '');
  const pid = Number(fs.readFileSync(child, 'utf8'));
  expect(isRunning(pid)).toBe(true);
  await supervision.stop();
  await until(() => !isRunning(pid));
}, 30_000);
