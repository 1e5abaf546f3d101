import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const health = z.object({ tensorflow: z.object({ backend: z.string() }) });

/** Waits until the web server, its database and the worker are well, and answers which TensorFlow backend trains. */
export async function waitForHealth(address: string, patienceSeconds: number): Promise<{ backend: string }> {
  let last = 'no answer';
  for (const end = performance.now() + patienceSeconds * 1000; performance.now() < end; await sleep(250)) {
    try {
      const answer = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(10_000) });
      const body = await answer.text();
      const parsed = health.safeParse(JSON.parse(body));
      if (answer.status === 200) return parsed.success ? parsed.data.tensorflow : { backend: 'not named' };
      last = `status ${answer.status}: ${body}`;
    } catch (error) {
      last = (error as Error).message;
    }
  }
  throw new Error(`Concord was not well within ${patienceSeconds} s. /api/health: ${last}`);
}
