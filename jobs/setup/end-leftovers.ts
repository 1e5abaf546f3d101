import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFile } from './checkout';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';

const file = () => dataFile('programs.json');

/** Notes which programs a supervisor has started, for the supervisor after it. */
export function notePrograms(pids: number[]): void {
  fs.writeFileSync(file(), JSON.stringify(pids.map(identityOf)));
}

/** Ends the programs of a supervisor that was killed and that did not notice; answers how many there were. */
export async function endLeftovers(): Promise<number> {
  let noted: ProcessIdentity[] = [];
  try {
    noted = JSON.parse(fs.readFileSync(file(), 'utf8')) as ProcessIdentity[];
  } catch {
    // None was ever noted, or the note was cut short by a crash.
  }
  const left = noted.filter(isAlive);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const { pid } of left.filter(isAlive)) {
      try {
        process.kill(-pid, signal);
      } catch {
        // It ended by itself just now.
      }
    }
    for (let waited = 0; waited < 5000 && left.some(isAlive); waited += 100) await sleep(100);
  }
  fs.rmSync(file(), { force: true });
  return left.length;
}
