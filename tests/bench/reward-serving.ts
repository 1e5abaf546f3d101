import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiKey } from '#lib/access/api-key';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase, pool } from '#lib/db';
import { changePolicy } from '#lib/quality/change-policy';
import { quantile } from '#lib/statistics/quantile';
import { requestTraining } from '#lib/training/request-training';
import { plantedPairs } from '#tests/unit/reward-model/planted-pairs';
import { keepRows } from './bench-rows';
import { startMillionApp } from './million-app';

/**
 * How many rewards a second the production build gives over HTTP, to trainers that send one response at a time and to those
 * that send batches; responses of about 130 words. The load comes from this process, on the same processors. What one core
 * scores without HTTP stands in the rows of reward.ts.
 */
const SECONDS = 8;
const pairs = plantedPairs(2_000, 500, 1, 0.15, 110);
const app = await startMillionApp(0.004);
const { projectId, batchId, slug } = app.project;

const { rows: users } = await pool().query<{ id: string }>(
  'SELECT user_id AS id FROM membership WHERE project_id = $1',
  [projectId],
);
const admin = { kind: 'person', id: users[0]!.id } as const;
await changePolicy({ id: projectId }, SYSTEM_ACTOR, {
  checks: { comparisons: 10, overlapShare: 0.1 },
  note: 'A bench.',
  after: 1,
});
const run = await requestTraining({ id: projectId }, admin, { batchId, options: { epochs: 2, seed: 1 } });
while (!(await pool().query('SELECT 1 FROM reward_model WHERE run_id = $1', [run.id])).rowCount)
  await sleep(300);
const { key } = await createApiKey(
  {
    ...{
      kind: 'person',
      userId: admin.id,
      name: '',
      email: '',
      siteAdmin: false,
      role: 'ADMIN',
      annotatorId: null,
    },
    project: { id: projectId, slug, name: slug, simulated: true },
  },
  { name: 'bench', permissions: ['reward:score'], expiresAt: null },
);

const chat = ({ prompt, responseA }: (typeof pairs)[number]) =>
  `<|im_start|>user\n${prompt[0]!.content}<|im_end|>\n<|im_start|>assistant\n${responseA}<|im_end|>\n`;
const queries = pairs.map(chat);

/** Asks as fast as so many clients can, and counts rewards. */
async function load(name: string, clients: number, perRequest: number): Promise<void> {
  const stop = performance.now() + SECONDS * 1000;
  const before = app.processorMs();
  const took: number[] = [];
  let rewards = 0;
  let refused = 0;
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < stop) {
        const query = Array.from({ length: perRequest }, () => queries[next++ % queries.length]!);
        const began = performance.now();
        const answer = await fetch(`${app.address}/get_reward`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
          body: JSON.stringify({ query }),
        });
        const body = (await answer.json()) as { rewards?: number[] };
        if (answer.status === 429) refused++;
        else if (body.rewards?.length !== perRequest)
          throw new Error(`${answer.status} ${JSON.stringify(body)}`);
        else {
          rewards += perRequest;
          took.push(performance.now() - began);
        }
      }
    }),
  );
  // What it costs whatever else the machine does; null where the system does not say.
  const processor = before === null ? null : (app.processorMs()! - before) / (took.length + refused);
  took.sort((a, b) => a - b);
  keepRows('reward-serving', [
    { metric: `HTTP, ${name}: rewards`, value: rewards / SECONDS, unit: '/s' },
    { metric: `HTTP, ${name}: median`, value: quantile(took, 0.5)!, unit: 'ms' },
    { metric: `HTTP, ${name}: 95 % within`, value: quantile(took, 0.95)!, unit: 'ms' },
    { metric: `HTTP, ${name}: told to come back`, value: refused, unit: 'requests' },
    ...(processor === null
      ? []
      : [
          {
            metric: `HTTP, ${name}: the web server’s processor time a request`,
            value: processor,
            unit: 'ms',
          },
        ]),
  ]);
  console.log(
    `${name.padEnd(40)} ${(rewards / SECONDS).toFixed(0).padStart(7)} rewards/s, median ${quantile(took, 0.5)!.toFixed(1)} ms, 95 % within ${quantile(took, 0.95)!.toFixed(1)} ms, ${refused} told to come back, ${processor?.toFixed(2) ?? '?'} ms of processor a request`,
  );
}

keepRows('reward-serving', [], { anew: true });
await load('warming up', 16, 1);
await load('1 client, 1 response a request', 1, 1);
await load('16 clients, 1 response a request', 16, 1);
await load('64 clients, 1 response a request', 64, 1);
await load('4 clients, 64 responses a request', 4, 64);
await closeDatabase();
await app.stop();
process.exit(0);
