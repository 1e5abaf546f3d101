import { describe, expect, it } from 'vitest';
import { pool } from '#lib/db';
import {
  comparison,
  importDatabase,
  importText,
  jsonl,
  label,
  newProject,
  refusalOf,
} from './import-project';

importDatabase();

describe('a line that contradicts', () => {
  it('names the fields that differ from the comparison imported before, or from an earlier line', async () => {
    const project = await newProject();
    await importText(project, jsonl(comparison('i1', { gold_choice: 'A' })));
    expect(
      await refusalOf(
        importText(
          project,
          jsonl(
            comparison('i2'),
            comparison('i1', { response_a: 'other', source_b: 'm3' }),
            comparison('i2', { prompt: 'other' }),
            comparison('i1', { gold_choice: 'B' }),
            label('unknown', 'w1', 'A'),
            label('i1', 'w1', 'maybe'),
            comparison('i1', { meta: { differs: true }, tags: ['fine'] }),
          ),
        ),
      ),
    ).toEqual([
      '2 response_a differs from the one imported before',
      '2 source_b differs from the one imported before',
      '3 prompt differs from line 1, which has the same item_id',
      '4 gold_choice differs from the one imported before',
      '5 item_id is not known: no line of this file and no earlier import gives the responses of this comparison',
      '6 choice must be A, B, TIE, BOTH_BAD or CANT_JUDGE',
    ]);
  });

  it('counts all of a thousand and keeps the first two hundred, by line', async () => {
    const project = await newProject();
    await importText(project, jsonl(comparison('i1')));
    const lines = Array.from({ length: 1000 }, (_, i) =>
      i % 2 ? comparison('i1', { response_a: `${i}` }) : label('i1', 'w', '?'),
    );
    const error = await importText(project, jsonl(...lines)).catch((thrown) => thrown);
    expect(error.details.problemCount).toBe(1000);
    expect(error.details.problems.map((p: { line: number }) => p.line)).toEqual(
      Array.from({ length: 200 }, (_, i) => i + 1),
    );
    expect(error.message).toBe('1000 problems in this file. Nothing was imported.');
  });

  it('is refused where the comparison is in another batch', async () => {
    const project = await newProject();
    await importText(project, jsonl(comparison('i1')), { batch: { name: 'Spring' } });
    expect(
      await refusalOf(importText(project, jsonl(label('i1', 'w1', 'A')), { batch: { name: 'Autumn' } })),
    ).toEqual(['1 item_id belongs to the batch “Spring”: import it into that batch']);
  });

  it('is refused for a closed batch, a missing one, and one of another project', async () => {
    const project = await newProject();
    const { batch } = await importText(project, jsonl(comparison('i1')));
    await expect(
      importText(await newProject(), jsonl(comparison('i1')), { batch: { id: batch.id } }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await pool().query(`UPDATE batch SET status = 'CLOSED' WHERE id = $1`, [batch.id]);
    await expect(importText(project, jsonl(comparison('i2')))).rejects.toMatchObject({ code: 'conflict' });
  });
});
