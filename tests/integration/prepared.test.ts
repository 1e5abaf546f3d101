import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, prepared, reads, transaction } from '#lib/db';
import { testDatabase } from './setup/database';

beforeAll(async () => {
  await testDatabase();
});
afterAll(closeDatabase);

const backend = (n: number) =>
  prepared<{ pid: number; n: number }>('SELECT pg_backend_pid() AS pid, $1::int AS n', [n]);

describe('what a page asks', () => {
  it('goes out on one connection when it is asked at one moment, and each question has its own answer', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(backend));
    expect(answers.map(({ rows }) => rows[0]!.n)).toEqual([1, 2, 3, 4]);
    expect(new Set(answers.map(({ rows }) => rows[0]!.pid)).size).toBe(1);
  });

  it('is prepared once on a connection', async () => {
    const text = 'SELECT $1::text AS word';
    for (const word of ['one', 'two', 'three'])
      expect((await prepared(text, [word])).rows).toEqual([{ word }]);
    const { rows } = await prepared<{ used: number }>(
      'SELECT (generic_plans + custom_plans)::int AS used FROM pg_prepared_statements WHERE statement = $1',
      [text],
    );
    expect(rows).toEqual([{ used: 3 }]);
  });

  it('fails alone', async () => {
    const [first, wrong, last] = await Promise.allSettled([
      backend(1),
      prepared('SELECT 1 / $1::int AS n', [0]),
      backend(3),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { rows: [{ n: 1 }] } });
    expect(wrong).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect(last).toMatchObject({ status: 'fulfilled', value: { rows: [{ n: 3 }] } });
    expect((await backend(4)).rows[0]!.n).toBe(4);
  });

  it('is not asked beside a transaction', async () => {
    await expect(transaction(async () => prepared('SELECT 1'))).rejects.toThrow('pass `tx` on');
    await expect(transaction(async () => reads.query('SELECT 1'))).rejects.toThrow('pass `tx` on');
  });
});
