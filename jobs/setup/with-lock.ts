import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';

/** Who holds a lock file, null when nobody does: a holder that died without giving it back holds nothing. */
export function lockHolder(file: string): ProcessIdentity | null {
  try {
    const holder = JSON.parse(fs.readFileSync(file, 'utf8')) as ProcessIdentity;
    return isAlive(holder) ? holder : null;
  } catch {
    return null;
  }
}

/** Takes the lock file if nobody living holds it. It appears with its content at once, so no reader finds it half written. */
export function tryLock(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, JSON.stringify(identityOf(process.pid)));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        fs.linkSync(mine, file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (lockHolder(file)) return false;
      clearDeadLock(file);
    }
    return false;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/** Two starters may both see the same dead lock; a rename is won by one, and one who moved a fresh lock puts it back. */
function clearDeadLock(file: string): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    fs.renameSync(file, aside);
    if (lockHolder(aside)) fs.linkSync(aside, file);
  } catch {
    // Somebody else cleared it first, or already holds it anew.
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

export function releaseLock(file: string): void {
  if (lockHolder(file)?.pid === process.pid) fs.rmSync(file, { force: true });
}

/** Runs `work` while no other process does: the lock names its owner, so one that crashed does not block the next. */
export async function withLock<T>(file: string, work: () => Promise<T>, patienceSeconds = 120): Promise<T> {
  for (let waited = 0; !tryLock(file); waited += 0.1) {
    if (waited > patienceSeconds) {
      throw new Error(
        `Process ${lockHolder(file)?.pid} has held ${file} for ${patienceSeconds} s; end it and try again.`,
      );
    }
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    releaseLock(file);
  }
}
