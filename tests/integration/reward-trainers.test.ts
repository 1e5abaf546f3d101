import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { type PythonPackages, pythonPackages } from './setup/python-packages';
import { type RouteServer, serveRoutes } from './setup/serve-routes';
import { keyOf, type TrainedCrew, trainedCrew } from './setup/trained-crew';

/* The request code of OpenRLHF and verl, as published on PyPI, asks for rewards. */

let db: TestDatabase;
let crew: TrainedCrew;
let server: RouteServer;
let packages: PythonPackages | null;
beforeAll(async () => {
  packages = pythonPackages(['aiohttp'], ['openrlhf==0.11.2', 'verl==0.9.1']);
  db = await testDatabase();
  await makeQueues(db);
  crew = await trainedCrew(db);
  server = await serveRoutes();
}, 300_000);
afterAll(async () => {
  packages?.remove();
  await server.close();
  await closeDatabase();
});

type Rewards = { rewards: number[]; scores: number[]; extra_logs: Record<string, number[]> };

describe('trainers’ own clients', () => {
  it('get their rewards with a key in the password and in the query', async ({ skip }) => {
    if (!packages) return skip();
    const key = await keyOf(crew);
    const { stdout } = await promisify(execFile)(packages.python, [
      'tests/integration/setup/reward-clients.py',
      packages.wheels,
      server.url,
      key,
    ]);
    const found = JSON.parse(stdout) as Record<string, unknown[]>;
    for (const name of ['openrlhf password', 'openrlhf query', 'openrlhf many']) {
      const [good, poor] = found[name] as Rewards[];
      expect(good!.rewards, name).toHaveLength(1);
      expect(good!.rewards[0], name).toBeGreaterThan(poor!.rewards[0]!);
      expect(good!.scores[0], name).toBeGreaterThan(poor!.scores[0]!);
      expect(Object.values(good!.extra_logs).flat().every(Number.isFinite)).toBe(true);
    }
    const raw = (found['openrlhf query'] as Rewards[]).map(({ rewards }) => rewards[0]);
    expect(found['verl vllm']).toEqual(raw);
    expect(found['verl sglang']).toEqual(raw);
    // Our own functions for trainers that take one.
    expect(found['verl function']).toEqual(raw);
    expect(found.trl![0]).toBeGreaterThan(found.trl![1] as number);
    expect(server.asked.filter((path) => path === '/get_reward').length).toBe(4);
    expect(server.asked).toContain('/classify');
    expect(server.asked).toContain('/v1/embeddings');
  });
});
