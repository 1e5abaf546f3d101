import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { identityOf, isAlive } from '#jobs/setup/process-identity';
import { lockHolder, releaseLock, tryLock, withLock } from '#jobs/setup/with-lock';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'concord-lock-'));
const file = path.join(folder, 'lock');
afterAll(() => fs.rmSync(folder, { recursive: true }));

const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

test('a lock that is held is not given a second time, and free again when released', () => {
  expect(tryLock(file)).toBe(true);
  expect(tryLock(file)).toBe(false);
  expect(lockHolder(file)?.pid).toBe(process.pid);
  releaseLock(file);
  expect(tryLock(file)).toBe(true);
  releaseLock(file);
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('the lock of a process that died is nobody’s', () => {
  fs.writeFileSync(file, JSON.stringify({ pid: deadProcess(), startedAt: '' }));
  expect(lockHolder(file)).toBeNull();
  expect(tryLock(file)).toBe(true);
  releaseLock(file);
});

test('a process that inherited the number of a dead one does not hold its lock', () => {
  const reused = { ...identityOf(process.pid), startedAt: 'long ago' };
  expect(isAlive(reused)).toBe(false);
  fs.writeFileSync(file, JSON.stringify(reused));
  expect(tryLock(file)).toBe(true);
  releaseLock(file);
});

test('a lock file that a crash cut short holds nobody up', () => {
  fs.writeFileSync(file, '{"pid":');
  expect(tryLock(file)).toBe(true);
  releaseLock(file);
});

test('work under one lock never overlaps, and a failure gives the lock back', async () => {
  let inside = 0;
  let most = 0;
  const work = () =>
    withLock(file, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(5);
      inside -= 1;
    });
  await Promise.all([work(), work(), work()]);
  expect(most).toBe(1);
  await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(lockHolder(file)).toBeNull();
});
