import { describe, expect, it } from 'vitest';
import { pool } from '#lib/db';
import {
  comparison,
  importDatabase,
  importText,
  jsonl,
  label,
  labelsOf,
  newProject,
  refusalOf,
} from './import-project';

importDatabase();

describe('the same comparison with its sides exchanged', () => {
  const turned = (item: string) =>
    comparison(item, {
      response_a: `${item} second`,
      response_b: `${item} first`,
      source_a: 'm2',
      source_b: 'm1',
    });

  it('is the same comparison, and its labels are turned to the stored sides', async () => {
    const project = await newProject();
    await importText(
      project,
      jsonl(
        { ...comparison('i1'), ...label('i1', 'w1', 'A', { swapped: false }) },
        { ...turned('i1'), ...label('i1', 'w2', 'B', { swapped: false }) },
        { ...turned('i1'), ...label('i1', 'w3', 'TIE') },
      ),
    );
    expect((await labelsOf(project)).map((l) => [l.annotator, l.choice, l.swapped])).toEqual([
      ['w1', 'A', false],
      ['w2', 'A', true],
      ['w3', 'TIE', null],
    ]);
    // Said the other way round, it is still the same label.
    expect(
      (await importText(project, jsonl({ ...comparison('i1'), ...label('i1', 'w2', 'A') }))).labels,
    ).toEqual({ added: 0, unchanged: 1 });
  });

  it('is found without an id too', async () => {
    const project = await newProject();
    const { item_id: _, ...one } = comparison('x');
    const { item_id: __, ...other } = turned('x');
    const result = await importText(
      project,
      jsonl({ ...one, annotator_id: 'w1', choice: 'A' }, { ...other, annotator_id: 'w2', choice: 'A' }),
    );
    expect(result.comparisons.added).toBe(1);
    expect((await labelsOf(project)).map((l) => l.choice)).toEqual(['A', 'B']);
  });
});

describe('preference rows', () => {
  const turn = (role: string, content: string) => ({ role, content });

  it('become comparisons with the preferred response on either side, and no labels', async () => {
    const project = await newProject();
    const rows = Array.from({ length: 60 }, (_, i) => ({
      prompt: `p${i}`,
      chosen: `good ${i}`,
      rejected: `bad ${i}`,
    }));
    expect(await importText(project, jsonl(...rows))).toMatchObject({
      comparisons: { added: 60 },
      labels: { added: 0 },
    });
    const { rows: stored } = await pool().query<{ preferred: string; better: boolean }>(
      `SELECT meta->>'preferred' AS preferred, (CASE meta->>'preferred' WHEN 'A' THEN response_a ELSE response_b END) LIKE 'good%' AS better
       FROM comparison WHERE project_id = $1`,
      [project],
    );
    expect(stored.every((row) => row.better)).toBe(true);
    const asA = stored.filter((row) => row.preferred === 'A').length;
    // Decided by hash, so this is one fixed number; a fair coin would be outside once in ten thousand.
    expect(asA).toBeGreaterThan(15);
    expect(asA).toBeLessThan(45);
  });

  it('are understood in every form that TRL defines', async () => {
    const project = await newProject();
    const forms = [
      { prompt: 'The sky is', chosen: ' blue.', rejected: ' green.' },
      { chosen: 'The sea is blue.', rejected: 'The sea is green.' },
      { prompt: [turn('user', 'q1')], chosen: [turn('assistant', 'a')], rejected: [turn('assistant', 'b')] },
      {
        chosen: [turn('user', 'q2'), turn('assistant', 'a')],
        rejected: [turn('user', 'q2'), turn('assistant', 'b')],
      },
    ];
    await importText(project, jsonl(...forms));
    const { rows } = await pool().query(
      "SELECT prompt->0->>'content' AS asked FROM comparison WHERE project_id = $1 ORDER BY id",
      [project],
    );
    expect(rows.map((row) => row.asked)).toEqual(['The sky is', 'The sea is', 'q1', 'q2']);
  });

  it('are labels of the annotators they name, and opposite ones disagree', async () => {
    const project = await newProject();
    const [x, y] = ['first answer', 'second answer'];
    await importText(
      project,
      jsonl(
        { prompt: 'p', chosen: x, rejected: y, annotator_id: 'w1' },
        { prompt: 'p', chosen: y, rejected: x, annotator_id: 'w2' },
        { prompt: 'p', chosen: x, rejected: y, annotator_id: 'w3' },
      ),
    );
    const [one, two, three] = (await labelsOf(project)).map((l) => l.choice);
    expect(new Set([one, two])).toEqual(new Set(['A', 'B']));
    expect(three).toBe(one);
  });

  it('contradict by chosen when an id is used for other texts', async () => {
    const project = await newProject();
    const row = { item_id: 'i1', prompt: 'p', chosen: 'a', rejected: 'b' };
    expect(await refusalOf(importText(project, jsonl(row, { ...row, chosen: 'c' })))).toEqual([
      '2 chosen with prompt and rejected differs from line 1, which has the same item_id',
    ]);
  });
});
