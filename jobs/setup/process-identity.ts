import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** A process that can be told from a later one that got the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own notation; empty where the system does not say. */
  startedAt: string;
}

const GONE = 'gone';

function startOf(pid: number): string {
  try {
    // The name in parentheses may itself hold spaces and parentheses; after it come the state and, 19 fields on, the start.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A dead process stays listed until its parent asks for it; in a container perhaps for ever.
    return fields[0] === 'Z' || fields[0] === 'X' ? GONE : (fields[19] ?? '');
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, startedAt: startOf(pid) };
}

/** Whether this very process still runs: the number is alive and is not another process that inherited it. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!Number.isInteger(identity.pid) || identity.pid <= 0 || !exists(identity.pid)) return false;
  const startedAt = startOf(identity.pid);
  return startedAt !== GONE && (identity.startedAt === '' || startedAt === identity.startedAt);
}

/** The command line of a process, "" when it is gone or hidden. */
export function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}
