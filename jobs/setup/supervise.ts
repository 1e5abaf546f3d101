import { type ChildProcess, spawn } from 'node:child_process';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentWith } from '#lib/env';
import { END_WITH_PARENT, signalGroup } from './child-process';

export interface Program {
  name: string;
  /** Arguments for this same Node. */
  args: string[];
  folder: string;
  settings: Record<string, string>;
  /** Lines of its output that are not for the person, such as a banner with a second address. */
  isNoise?: (line: string) => boolean;
}

export interface Supervision {
  /** Ends all programs in good order; those that do not end within ten seconds are killed. */
  stop: () => Promise<void>;
  /** The numbers of those that run now: each leads a process group of its own. */
  pids: () => number[];
}

export interface SuperviseOptions {
  /** A sentence for the person: a program ended and is started again. */
  say: (sentence: string) => void;
  onChange?: (pids: number[]) => void;
}

const LONGEST_PAUSE_SECONDS = 30;
const GRACE_SECONDS = 10;

/** Keeps programs running: one that ends is started again, after pauses that double while it keeps failing. */
export function supervise(programs: Program[], { say, onChange }: SuperviseOptions): Supervision {
  const running = new Map<string, ChildProcess>();
  const ends: Promise<void>[] = [];
  const stopping = new AbortController();
  const pids = () => [...running.values()].flatMap((child) => child.pid ?? []);

  async function once(program: Program): Promise<string> {
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...program.args], {
      cwd: program.folder,
      env: environmentWith(program.settings),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own, so that Ctrl-C reaches us alone and we end the programs in order.
      detached: true,
    });
    running.set(program.name, child);
    onChange?.(pids());
    for (const [stream, target] of [
      [child.stdout, process.stdout] as const,
      [child.stderr, process.stderr] as const,
    ]) {
      if (!stream) continue;
      readline.createInterface({ input: stream }).on('line', (line) => {
        if (!program.isNoise?.(line)) target.write(`${line}\n`);
      });
    }
    const reason = await new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    // What it started itself must not outlive it.
    if (child.pid) signalGroup(child.pid, 'SIGKILL');
    running.delete(program.name);
    onChange?.(pids());
    return reason;
  }

  async function keep(program: Program): Promise<void> {
    for (let pause = 1; !stopping.signal.aborted; ) {
      const began = performance.now();
      const reason = await once(program);
      if (stopping.signal.aborted) return;
      if (performance.now() - began > 60_000) pause = 1;
      say(`The ${program.name} ended unexpectedly (${reason}); it is started again in ${pause} s.`);
      await sleep(pause * 1000, null, { signal: stopping.signal }).catch(() => {});
      pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS);
    }
  }

  for (const program of programs) ends.push(keep(program));

  return {
    pids,
    async stop() {
      stopping.abort();
      for (const child of running.values()) {
        // To the leader alone: it knows how to end what it started.
        child.kill('SIGTERM');
      }
      const late = sleep(GRACE_SECONDS * 1000, null, { ref: false }).then(() => {
        for (const pid of pids()) signalGroup(pid, 'SIGKILL');
      });
      await Promise.race([Promise.all(ends), late]);
      await Promise.all(ends);
    },
  };
}
