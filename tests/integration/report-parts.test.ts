import { beforeAll, describe, expect, it } from 'vitest';
import { readBatchFacts } from '#lib/quality/batch-facts';
import { measureQuality } from '#lib/quality/measure-quality';
import { reportPart, reportPiece } from '#lib/quality/report-part';
import { requestTraining } from '#lib/training/request-training';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { testDatabase } from './setup/database';

const db = await testDatabase();
beforeAll(() => makeQueues(db));

/** Labels a comparison by every annotator and measures: one more report. */
async function oneMore(crew: Crew, at: number): Promise<void> {
  await db.pool.query(
    `WITH taken AS (UPDATE batch SET last_sequence = last_sequence + 2 WHERE id = $2 RETURNING last_sequence)
     INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, choice, origin, idempotency_key, labelled_at)
     SELECT $1, $2, t.last_sequence - 2 + n, $3::int, a, 'A', 'API', 'key ' || $3::int || ' ' || n, now() FROM unnest($4::int[]) WITH ORDINALITY u(a, n), taken t`,
    [crew.projectId, crew.batchId, crew.comparisonIds[at], crew.annotatorIds],
  );
  await measureQuality(crew.batchId);
}

const count = async (sql: string, values: unknown[]): Promise<number> =>
  Number((await db.pool.query(sql, values)).rows[0].count);

describe('the parts of a report', () => {
  it('are read one at a time, from the newest report', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 3, overlap: 2 });
    expect(await reportPart(crew.batchId, 'annotators')).toBeNull();
    await oneMore(crew, 0);
    await oneMore(crew, 1);
    const rows = await reportPart(crew.batchId, 'annotators');
    expect(rows).toMatchObject({ lastSequence: 4, behind: 0 });
    expect(rows?.data.map((row) => [row.name, row.labels])).toEqual([
      ['Annotator 1', 2],
      ['Annotator 2', 2],
    ]);
    const piece = await reportPiece(crew.batchId, 'annotator', String(crew.annotatorIds[1]));
    expect(piece?.data.row.name).toBe('Annotator 2');
    expect(await reportPiece(crew.batchId, 'annotator', 'nobody')).toBeNull();
  });

  it('are cleared away with reports that nothing was decided on; a decision keeps its report', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 24, overlap: 2 });
    const actor = { kind: 'person' as const, id: crew.userId };
    await oneMore(crew, 0);
    const run = await requestTraining({ id: crew.projectId }, actor, {
      batchId: crew.batchId,
      options: { epochs: 1, seed: 1 },
    });
    expect(run.state).toBe('BLOCKED');
    for (let at = 1; at < 24; at++) await oneMore(crew, at);
    const kept = await db.pool.query<{ sequence: number; parts: number }>(
      `SELECT r.last_sequence::int AS sequence, (SELECT count(*)::int FROM quality_report_part p WHERE p.report_id = r.id) AS parts
       FROM quality_report r WHERE batch_id = $1 ORDER BY 1`,
      [crew.batchId],
    );
    // The newest twenty and the decided one; the decided and the newest one with their parts.
    expect(kept.rows.map((r) => r.sequence)).toEqual([
      2,
      ...Array.from({ length: 20 }, (_, i) => 10 + 2 * i),
    ]);
    expect(kept.rows.filter((r) => r.parts > 0).map((r) => r.sequence)).toEqual([2, 48]);
    expect(await count('SELECT count(*) FROM snapshot WHERE batch_id = $1', [crew.batchId])).toBe(21);
  });

  it('leaves the last report of each day as the history of the batch', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 22, overlap: 2 });
    await oneMore(crew, 0);
    await oneMore(crew, 1);
    await db.pool.query('ALTER TABLE quality_report DISABLE TRIGGER quality_report_append_only');
    await db.pool.query(
      `UPDATE quality_report SET created_at = created_at - interval '2 days' WHERE batch_id = $1`,
      [crew.batchId],
    );
    await db.pool.query('ALTER TABLE quality_report ENABLE TRIGGER quality_report_append_only');
    for (let at = 2; at < 22; at++) await oneMore(crew, at);
    const kept = await db.pool.query('SELECT last_sequence FROM quality_report WHERE batch_id = $1', [
      crew.batchId,
    ]);
    expect(kept.rows.map((r) => Number(r.last_sequence)).sort((a, b) => a - b)[0]).toBe(4);
    expect(kept.rowCount).toBe(21);
  });

  it('cannot be changed, and neither a decided nor the newest report can be deleted', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 3, overlap: 2 });
    await oneMore(crew, 0);
    const refused = (sql: string) => expect(db.pool.query(sql, [crew.batchId])).rejects.toThrow();
    await refused(
      `UPDATE quality_report_part SET data = '[]' WHERE report_id IN (SELECT id FROM quality_report WHERE batch_id = $1)`,
    );
    await refused('DELETE FROM quality_report WHERE batch_id = $1');
    await requestTraining(
      { id: crew.projectId },
      { kind: 'person', id: crew.userId },
      {
        batchId: crew.batchId,
        options: { epochs: 1, seed: 1 },
      },
    );
    await oneMore(crew, 1);
    await refused('DELETE FROM quality_report WHERE batch_id = $1 AND last_sequence = 2');
  });
});

describe('the facts of a comparison', () => {
  it('tell the length and the formatting of what was read', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    await db.pool.query(
      `UPDATE comparison SET prompt = $2, response_a = $3, response_b = 'plain - text * with 2) signs' WHERE batch_id = $1`,
      [
        crew.batchId,
        JSON.stringify([
          { role: 'user', content: 'abc' },
          { role: 'assistant', content: 'de' },
        ]),
        '# Title\n\n- one\n  2. two\n**bold** and\n```js\n```',
      ],
    );
    const { comparisons } = await readBatchFacts(crew.projectId, crew.batchId);
    expect(comparisons.get(crew.comparisonIds[0]!)).toMatchObject({
      promptLength: 5,
      lengthB: 28,
      // A heading, two items, an opening and a closing pair of stars less the one before a space, two fences.
      marksA: 6,
      marksB: 0,
    });
  });
});
