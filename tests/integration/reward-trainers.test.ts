import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { type PythonPackages, pythonPackages } from './setup/python-packages';
import { type RouteServer, serveRoutes } from './setup/serve-routes';
import { keyOf, type TrainedCrew, trainedCrew } from './setup/trained-crew';

/* The request code of OpenRLHF, verl, LlamaIndex and LangChain, as published on PyPI, asks for rewards. */

let db: TestDatabase;
let crew: TrainedCrew;
let server: RouteServer;
let packages: PythonPackages | null;
beforeAll(async () => {
  packages = pythonPackages(
    ['aiohttp', 'requests', 'httpx', 'pydantic'],
    [
      ...['openrlhf==0.11.2', 'verl==0.9.1', 'langchain-community==0.4.2'],
      ...['llama-index-postprocessor-jinaai-rerank==0.6.0', 'llama-index-postprocessor-tei-rerank==0.6.0'],
    ],
  );
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

describe('trainers’ and libraries’ own clients', () => {
  it('get their rewards with a key in the password, in the query and as they have it', async ({ skip }) => {
    if (!packages) return skip();
    const key = await keyOf(crew);
    const { stdout } = await promisify(execFile)(packages.python, [
      'tests/integration/setup/reward-clients.py',
      packages.wheels,
      server.url,
      key,
    ]);
    const { rerankers, ...found } = JSON.parse(stdout) as Record<string, unknown[]> & {
      rerankers: Record<string, [string, number][]>;
    };
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
    const names = ['llamaindex jina', 'llamaindex tei', 'langchain jina'];
    expect(Object.keys(rerankers)).toEqual(names);
    for (const [name, ranked] of Object.entries(rerankers)) {
      expect(
        ranked.map(([text]) => text.slice(0, 9)),
        name,
      ).toEqual(['Thank you', 'No idea']);
      expect(ranked[0]![1], name).toBeGreaterThan(ranked[1]![1]);
      expect(ranked[0]![1], name).toBeLessThan(1);
    }
    for (const path of ['/serve/v1/rerank', '/serve/rerank']) expect(server.asked).toContain(path);
  });
});
