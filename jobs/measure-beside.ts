import { Worker } from 'node:worker_threads';
import type { MeasuredBatch } from '#lib/quality/measure-quality';

interface Answer {
  batchId: string;
  measured?: MeasuredBatch | null;
  problem?: string;
}

interface Waiting {
  resolve: (measured: MeasuredBatch | null) => void;
  reject: (error: Error) => void;
}

let thread: Worker | null = null;
const waiting = new Map<string, Waiting>();

/** Measures a batch fully in a second thread, which is started when it is first needed and again after it broke. */
export function measureBeside(batchId: string): Promise<MeasuredBatch | null> {
  return new Promise((resolve, reject) => {
    waiting.set(batchId, { resolve, reject });
    thread ??= startThread();
    thread.postMessage(batchId);
  });
}

/** Ends the thread, for a worker that stops. */
export async function stopMeasuring(): Promise<void> {
  await thread?.terminate();
  thread = null;
}

function startThread(): Worker {
  const started = new Worker(new URL('./measure-thread.mjs', import.meta.url));
  started.on('message', ({ batchId, measured = null, problem }: Answer) => {
    const asked = waiting.get(batchId);
    waiting.delete(batchId);
    if (problem === undefined) asked?.resolve(measured);
    else asked?.reject(new Error(problem));
  });
  const broken = (error: Error) => {
    if (thread === started) thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  started.on('error', broken);
  started.on('exit', () => broken(new Error('the measuring thread has ended')));
  return started;
}
