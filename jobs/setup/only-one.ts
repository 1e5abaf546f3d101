import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFile } from './checkout';
import { lockHolder, releaseLock, tryLock } from './with-lock';

/*
 * One embedded Concord for each checkout. `.data/supervisor.lock` names the process that runs it, `.data/state` says
 * where it answers, or that it is about to end.
 */

const lock = () => dataFile('supervisor.lock');
const stateFile = () => dataFile('state');
const STOPPING = 'stopping';
let isMine = false;

function state(): string {
  return fs.existsSync(stateFile()) ? fs.readFileSync(stateFile(), 'utf8') : '';
}

/**
 * Takes the lock; answers null then, else a sentence about the one that has it. One that is just ending is waited for,
 * and so is, for a moment, one that may not have noticed yet that its npm was killed: stop and start work in a row.
 */
export async function becomeTheOnlyOne(): Promise<string | null> {
  for (let waited = 0; !tryLock(lock()); waited += 0.1) {
    if (waited > (state() === STOPPING ? 60 : 2)) {
      const holder = `process ${lockHolder(lock())?.pid}`;
      return state().startsWith('http')
        ? `Concord already runs at ${state()} (${holder}).`
        : `Concord is being started or stopped already (${holder}).`;
    }
    await sleep(100);
  }
  isMine = true;
  fs.rmSync(stateFile(), { force: true });
  return null;
}

export function tellAddress(address: string): void {
  fs.writeFileSync(stateFile(), address);
}

export function tellStopping(): void {
  if (isMine) fs.writeFileSync(stateFile(), STOPPING);
}

export function stepDown(): void {
  fs.rmSync(stateFile(), { force: true });
  releaseLock(lock());
  isMine = false;
}
