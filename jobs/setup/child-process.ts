import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** To `--import` into a Node child that has a channel to us: it then ends when we are gone. */
export const END_WITH_PARENT = `${pathToFileURL(path.join(import.meta.dirname, 'end-with-parent.mjs')).href}?parent=${process.pid}`;

/** Signals a detached child and everything that it has started. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}
