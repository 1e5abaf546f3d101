import { afterAll, beforeAll } from 'vitest';
import { closeDatabase } from '#lib/db';
import { makeQueues } from './crew';
import { type TestDatabase, testDatabase } from './database';
import { type RouteServer, serveRoutes } from './serve-routes';
import { keyOf, type TrainedCrew, trainedCrew } from './trained-crew';

export const PROMPT = 'How do I keep basil fresh?';
export const GOOD =
  'Thank you for asking! Stand it in a glass of water, out of the sun, and change the water daily.';
export const POOR = 'No idea';
export const chat = (response: string) =>
  `<|im_start|>user\n${PROMPT}<|im_end|>\n<|im_start|>assistant\n${response}<|im_end|>\n`;

export interface Asked {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of a dozen protocols, looked into by hand
  body: any;
}

export interface ServedRewards {
  db: TestDatabase;
  crew: TrainedCrew;
  server: RouteServer;
  key: string;
}

/** A trained model in production behind the doors that score, for the tests of one file. Filled in before the first. */
export function servedRewards(): ServedRewards {
  const served = {} as ServedRewards;
  beforeAll(async () => {
    served.db = await testDatabase();
    await makeQueues(served.db);
    served.crew = await trainedCrew(served.db);
    served.key = await keyOf(served.crew);
    served.server = await serveRoutes();
  });
  afterAll(async () => {
    await served.server.close();
    await closeDatabase();
  });
  return served;
}

/** Asks a door as a program does, with the key of the crew's project unless told otherwise. */
export async function askDoor(
  { server, key }: ServedRewards,
  path: string,
  body?: unknown,
  authorization: string | null = `Bearer ${key}`,
): Promise<Asked> {
  const answer = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/** What the model says of responses to the prompt, on its own scale. */
export const rawRewards = async (served: ServedRewards, responses: string[]): Promise<number[]> =>
  (await askDoor(served, '/api/v1/rewards', { prompt: PROMPT, responses })).body.rewards.map(
    (r: { reward: number }) => r.reward,
  );
