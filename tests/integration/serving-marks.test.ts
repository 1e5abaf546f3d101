import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const rows = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await db.pool.query(sql, values)).rows as Row[];
const label = (annotatorId: number, assignmentId: string) =>
  recordLabel(annotatorId, { assignmentId, idempotencyKey: randomUUID(), choice: 'A', reasons: [] });

describe('what the page hears', () => {
  it('has the same shape for golds, repeats and the rest, and names nothing that would tell them apart', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 120, overlap: 1 });
    await db.pool.query(`UPDATE comparison SET gold_choice = 'A' WHERE id = ANY ($1)`, [
      crew.comparisonIds.slice(0, 20),
    ]);
    await db.pool.query('UPDATE batch SET gold_rate = 0.2, repeat_rate = 0.2 WHERE id = $1', [crew.batchId]);
    await db.pool.query(
      `WITH s AS (INSERT INTO source (project_id, name) VALUES ($1, 'hush-one'), ($1, 'hush-two') RETURNING id)
       UPDATE comparison SET source_a_id = (SELECT min(id) FROM s), source_b_id = (SELECT max(id) FROM s), tags = '{hush-tag}', gold_reason = 'hush-reason' WHERE batch_id = $2`,
      [crew.projectId, crew.batchId],
    );
    const [annotator] = crew.annotatorIds as [number];
    const heard = new Map<string, { shapes: Set<string>; leaseMs: number[] }>();
    for (let done = 0; done < 90; done++) {
      const [next] = await nextComparisons(annotator, 1);
      expect(JSON.stringify(next)).not.toMatch(/hush|gold|repeat|swapped|kind|round|slot/i);
      const [{ kind, left }] = (await rows<{ kind: string; left: number }>(
        'SELECT kind, (extract(epoch FROM lease_expires_at - leased_at) * 1000)::float8 AS left FROM assignment WHERE id = $1',
        [next!.assignmentId],
      )) as [{ kind: string; left: number }];
      const { shapes, leaseMs } = heard.get(kind) ?? { shapes: new Set(), leaseMs: [] };
      heard.set(kind, { shapes: shapes.add(shapeOf(next)), leaseMs: [...leaseMs, left] });
      await label(annotator, next!.assignmentId);
    }
    expect([...heard.keys()].sort()).toEqual(['GOLD', 'NORMAL', 'REPEAT']);
    expect(new Set([...heard.values()].flatMap(({ shapes }) => [...shapes])).size).toBe(1);
    for (const { leaseMs } of heard.values())
      for (const ms of leaseMs) expect(Math.abs(ms - 1_800_000)).toBeLessThan(5000);
  });
});

/** Names and types, all the way down. */
const shapeOf = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(shapeOf)}]`
    : value && typeof value === 'object'
      ? `{${Object.entries(value).map(([name, part]) => `${name}:${shapeOf(part)}`)}}`
      : typeof value;
