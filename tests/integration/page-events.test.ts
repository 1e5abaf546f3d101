import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { pageEventStream } from '#lib/queue/page-event-stream';
import { MISSED } from '#lib/queue/page-events';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(closeDatabase);

const project = randomUUID();
const announce = (about: string, of = project) =>
  db.pool.query(`SELECT pg_notify('concord_page', $1)`, [JSON.stringify({ project: of, about })]);

/** What a page that was drawn at `since` is told until `enough` came, or for half a second. */
async function heard(since: number, enough?: string): Promise<{ told: string[]; lastId: number }> {
  const ended = new AbortController();
  const stream = pageEventStream(project, since, ended.signal).body!.pipeThrough(new TextDecoderStream());
  let text = '';
  const read = (async () => {
    for await (const part of stream as unknown as AsyncIterable<string>) {
      text += part;
      if (enough && text.includes(`data: ${enough}\n`)) return;
    }
  })();
  await Promise.race([read, sleep(enough ? 10_000 : 500)]);
  ended.abort();
  const lines = (name: string) => [...text.matchAll(new RegExp(`^${name}: (.*)$`, 'gm'))].map((m) => m[1]!);
  return { told: lines('data'), lastId: Number(lines('id').at(-1)) };
}

it('tells a page what changed since it was drawn, and nothing that it has seen', async () => {
  // Nobody listened until now: what was missed is not known.
  const first = await heard(Date.now(), MISSED);
  expect(first.told).toEqual([MISSED]);

  await sleep(1100);
  const drawn = Date.now();
  expect((await heard(drawn)).told).toEqual([]);

  await announce('alert');
  await announce('quality_report', randomUUID());
  await sleep(100);
  // Drawn before the change, connected after it.
  const late = await heard(drawn, 'alert');
  expect(late.told).toEqual(['alert']);
  await sleep(1100);
  expect((await heard(Date.now())).told).toEqual([]);
  // A browser that connects again hands back the id of what it heard last: told twice rather than never.
  expect((await heard(late.lastId)).told).toEqual(['alert']);
  // Drawn before anybody listened.
  expect((await heard(0)).told).toEqual([MISSED]);
});

it('tells an open page at once', async () => {
  const open = heard(Date.now(), 'training_run');
  await sleep(50);
  await announce('training_run');
  expect((await open).told).toContain('training_run');
});
