import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { commandOf, identityOf, isAlive, type ProcessIdentity } from './process-identity';

function parentOf(pid: number): number {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout) || 0;
  }
}

/** The processes between us and the `npm` that runs us, it included; without npm, our parent alone. */
function launchers(): ProcessIdentity[] {
  const chain: ProcessIdentity[] = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 5; pid = parentOf(pid)) {
    chain.push(identityOf(pid));
    if (/\bnpm\b/.test(commandOf(pid))) return chain;
  }
  return chain.slice(0, 1);
}

/** Calls `onGone` once, when a process that launched us dies: `npm start` was killed, and nobody would ever stop us. */
export function watchParents(onGone: () => void): void {
  const watched = launchers();
  const timer = setInterval(() => {
    if (watched.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}
