import { parentPort } from 'node:worker_threads';
import { readSettingsFile } from '#lib/env';
import { measureQuality } from '#lib/quality/measure-quality';

// A thread of the worker: it has connections and batches of its own, and measures one batch after the other.
readSettingsFile();
parentPort?.on('message', async (batchId: string) => {
  try {
    parentPort?.postMessage({ batchId, measured: await measureQuality(batchId) });
  } catch (error) {
    parentPort?.postMessage({ batchId, problem: error instanceof Error ? error.message : String(error) });
  }
});
