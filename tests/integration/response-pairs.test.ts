import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { addPairs, countUnmadePairs } from '#lib/labels/add-pairs';
import { importFile } from '#lib/transfer/import-file';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const SOURCES = ['alpha', 'beta', 'gamma', 'delta'];
const prompt = (n: number, pairs?: string, sources = SOURCES) => ({
  item_id: `p${n}`,
  prompt: `Question ${n}`,
  responses: sources.map((source) => ({ source, text: `${source} answers ${n}` })),
  ...(pairs && { pairs }),
});

async function importRows(projectId: string, rows: object[]) {
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  return importFile({
    projectId,
    batch: { name: 'Sets' },
    source,
    format: 'jsonl',
    fileName: 'sets.jsonl',
    actor: SYSTEM_ACTOR,
  });
}

interface Stored {
  set: string;
  a: string;
  b: string;
  response_a: string;
}
const stored = async (projectId: string): Promise<Stored[]> =>
  (
    await db.pool.query(
      `SELECT c.meta->>'set' AS set, sa.name AS a, sb.name AS b, c.response_a FROM comparison c JOIN source sa ON sa.id = c.source_a_id JOIN source sb ON sb.id = c.source_b_id
       WHERE c.project_id = $1 ORDER BY c.id`,
      [projectId],
    )
  ).rows;

describe('prompts with several responses', () => {
  it('become all pairs, each once, however often and in whatever order they are imported', async () => {
    const { projectId } = await makeCrew(db, { annotators: 0, comparisons: 0, overlap: 2 });
    const first = await importRows(projectId, [prompt(1), prompt(2)]);
    expect(first).toMatchObject({ rows: 2, comparisons: { added: 12, unchanged: 0 } });
    expect(first.ignoredFields).toEqual([]);
    const again = await importRows(projectId, [prompt(2, 'all', [...SOURCES].reverse()), prompt(1)]);
    expect(again).toMatchObject({ rows: 2, comparisons: { added: 0, unchanged: 12 } });
    const pairs = await stored(projectId);
    expect(new Set(pairs.map((p) => [p.set, ...[p.a, p.b].sort()].join())).size).toBe(12);
    for (const { set, a, response_a } of pairs) expect(response_a).toBe(`${a} answers ${set.slice(1)}`);
  });

  it('become as few as link them, and over many prompts every two sources meet', async () => {
    const { projectId } = await makeCrew(db, { annotators: 0, comparisons: 0, overlap: 2 });
    await importRows(
      projectId,
      Array.from({ length: 60 }, (_, n) => prompt(n, 'connected')),
    );
    const pairs = await stored(projectId);
    expect(pairs).toHaveLength(180);
    for (let n = 0; n < 60; n++)
      expect(new Set(pairs.filter((p) => p.set === `p${n}`).flatMap((p) => [p.a, p.b])).size).toBe(4);
    const counts = new Map<string, number>();
    for (const { a, b } of pairs) {
      const key = [a, b].sort().join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    expect(Math.min(...counts.values())).toBeGreaterThan(15);
  });

  it('are refused by line and field, and other lines beside them with their own numbers', async () => {
    const { projectId } = await makeCrew(db, { annotators: 0, comparisons: 0, overlap: 2 });
    const refused = importRows(projectId, [
      prompt(1),
      { ...prompt(2), responses: [{ source: 'alpha', text: 'one' }] },
      { ...prompt(1), prompt: 'Another question' },
    ]);
    await expect(refused).rejects.toMatchObject({
      details: {
        problems: expect.arrayContaining([
          { line: 2, field: 'responses', reason: 'must have at least two responses' },
        ]),
      },
    });
    expect(await stored(projectId)).toEqual([]);
  });

  it('get further pairs where the ranking is least sure, never one twice', async () => {
    const { projectId } = await makeCrew(db, { annotators: 0, comparisons: 0, overlap: 2 });
    const { batch } = await importRows(
      projectId,
      Array.from({ length: 20 }, (_, n) => prompt(n, 'connected')),
    );
    // Delta loses always: nothing is left to learn about it, but the other three are close.
    await db.pool.query(
      `WITH who AS (INSERT INTO annotator (project_id, external_id, name) VALUES ($1, 'w', 'W') RETURNING id)
       INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, choice, origin, idempotency_key, labelled_at)
       SELECT $1, $2, row_number() OVER (ORDER BY c.id), c.id, who.id,
              CASE WHEN sa.name = 'delta' THEN 'B' WHEN sb.name = 'delta' THEN 'A' WHEN c.id % 2 = 0 THEN 'A' ELSE 'B' END::choice, 'API', c.id::text || 'key', now()
       FROM comparison c JOIN source sa ON sa.id = c.source_a_id JOIN source sb ON sb.id = c.source_b_id, who WHERE c.batch_id = $2`,
      [projectId, batch.id],
    );
    expect(await countUnmadePairs(batch.id)).toBe(60);
    expect(await addPairs({ id: projectId }, SYSTEM_ACTOR, { batchId: batch.id, count: 12 })).toBe(12);
    const added = (await stored(projectId)).slice(60);
    expect(added.filter(({ a, b }) => a !== 'delta' && b !== 'delta').length).toBeGreaterThan(8);
    for (const { set, a, response_a } of added) expect(response_a).toBe(`${a} answers ${set.slice(1)}`);
    expect(await addPairs({ id: projectId }, SYSTEM_ACTOR, { batchId: batch.id, count: 500 })).toBe(48);
    await expect(
      addPairs({ id: projectId }, SYSTEM_ACTOR, { batchId: batch.id, count: 1 }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    // What the file would have made with all pairs is there already, under the same names.
    const again = await importRows(
      projectId,
      Array.from({ length: 20 }, (_, n) => prompt(n)),
    );
    expect(again.comparisons).toEqual({ added: 0, unchanged: 120 });
  });
});
