import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const health = z.object({
  tensorflow: z.object({ backend: z.string().nullable(), sentence: z.string().nullable() }),
});

/** Waits until the web server, its database and the worker are well; answers which TensorFlow backend trains, in words. */
export async function waitForHealth(address: string, patienceSeconds: number): Promise<string> {
  let last = 'no answer';
  for (const end = performance.now() + patienceSeconds * 1000; performance.now() < end; await sleep(250)) {
    try {
      const answer = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(10_000) });
      const body = await answer.text();
      last = `status ${answer.status}: ${body.slice(0, 1000)}`;
      if (answer.status !== 200) continue;
      const { backend, sentence } = health.parse(JSON.parse(body)).tensorflow;
      return [backend ?? 'none', sentence].filter(Boolean).join(': ');
    } catch (error) {
      const { message, cause } = error as Error;
      last = cause instanceof Error ? `${message} (${cause.message})` : message;
    }
  }
  throw new Error(`Concord was not well within ${patienceSeconds} s. /api/health said ${last}`);
}
