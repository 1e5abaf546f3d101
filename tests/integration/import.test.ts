import { describe, expect, it } from 'vitest';
import { pool } from '#lib/db';
import { bytesOf } from '#tests/unit/transfer/bytes-of';
import {
  brief,
  comparison,
  fingerprint,
  importDatabase,
  importText,
  jsonl,
  label,
  labelsOf,
  newProject,
  refusalOf,
} from './import-project';

importDatabase();

describe('importing a file', () => {
  it('adds comparisons, sources, annotators and labels, asks for a measurement and says so in the audit log', async () => {
    const project = await newProject();
    const result = await importText(
      project,
      jsonl(
        {
          ...comparison('i1', {
            tags: ['code'],
            language: 'en',
            meta: { k: [1] },
            gold_choice: 'A',
            gold_reason: 'r',
          }),
        },
        {
          ...comparison('i2'),
          ...label('i2', 'w1', 'b', {
            strength: 2,
            rationale: ' why\t\\ ',
            reasons: ['x;y'],
            duration_ms: 1234,
          }),
          colour: 1,
        },
        label('i1', 'w2', 'TIE', { swapped: true, created_at: '2026-01-02T03:04:05Z' }),
      ),
    );
    expect(result).toMatchObject({
      rows: 3,
      comparisons: { added: 2, unchanged: 0 },
      labels: { added: 2, unchanged: 0 },
      annotators: { added: 2 },
      sources: { added: 2 },
      ignoredFields: ['colour'],
      batch: { number: 1, name: 'B' },
    });
    const { rows } = await pool().query(
      `SELECT c.external_id, c.prompt, sa.name AS a, c.tags, c.language, c.meta, c.gold_choice::text, c.gold_reason, c.places, c.places_taken
       FROM comparison c JOIN source sa ON sa.id = c.source_a_id WHERE c.project_id = $1 ORDER BY c.id`,
      [project],
    );
    expect(rows[0]).toEqual({
      external_id: 'i1',
      prompt: [{ role: 'user', content: 'Question i1' }],
      a: 'm1',
      tags: ['code'],
      language: 'en',
      meta: { k: [1] },
      gold_choice: 'A',
      gold_reason: 'r',
      places: 2,
      places_taken: 1,
    });
    const labels = await pool().query(
      `SELECT choice::text, strength, rationale, reasons, active_ms, swapped, origin::text, guideline_id, labelled_at, round, revision
       FROM label WHERE project_id = $1 ORDER BY sequence`,
      [project],
    );
    expect(labels.rows[0]).toMatchObject({
      choice: 'B',
      strength: 2,
      rationale: 'why\t\\',
      reasons: ['x;y'],
      active_ms: 1234,
      swapped: null,
      origin: 'IMPORT',
      guideline_id: null,
      round: 0,
      revision: 0,
    });
    expect(labels.rows[1]).toMatchObject({
      choice: 'TIE',
      swapped: true,
      labelled_at: new Date('2026-01-02T03:04:05Z'),
    });
    const jobs = await pool().query(
      `SELECT data FROM pgboss.job WHERE name = 'measure-quality' AND data->>'batchId' = $1`,
      [result.batch.id],
    );
    expect(jobs.rowCount).toBe(1);
    const audit = await pool().query(
      `SELECT subject, data->>'fileName' AS file FROM audit_event WHERE project_id = $1 AND action = 'import.file'`,
      [project],
    );
    expect(audit.rows).toEqual([{ subject: `batch:${result.batch.id}`, file: 'file.jsonl' }]);
  });

  it('changes nothing at all when it is imported again', async () => {
    const project = await newProject();
    const file = jsonl(
      { ...comparison('i1'), ...label('i1', 'w1', 'A') },
      { ...comparison('i1'), ...label('i1', 'w1', 'A') },
      label('i1', 'w1', 'B', { created_at: '2026-01-01T00:00:00Z' }),
      label('i1', 'w2', 'B', { round: 3 }),
      comparison('i2'),
      { chosen: 'The sky is blue', rejected: 'The sky is black', annotator_id: 'w1' },
    );
    expect((await importText(project, file)).labels).toEqual({ added: 5, unchanged: 0 });
    const before = await fingerprint();
    expect(await importText(project, file)).toMatchObject({
      comparisons: { added: 0, unchanged: 3 },
      labels: { added: 0, unchanged: 5 },
      annotators: { added: 0 },
      sources: { added: 0 },
    });
    expect(await fingerprint()).toEqual(before);
  });

  it('adds only what is new in a file that has grown', async () => {
    const project = await newProject();
    const first = [
      { ...comparison('i1'), ...label('i1', 'w1', 'A') },
      { ...comparison('i2'), ...label('i2', 'w1', 'B') },
    ];
    await importText(project, jsonl(...first));
    const more = [label('i1', 'w2', 'A'), { ...comparison('i3'), ...label('i3', 'w3', 'TIE') }];
    expect(await importText(project, jsonl(...first, ...more))).toMatchObject({
      comparisons: { added: 1, unchanged: 2 },
      labels: { added: 2, unchanged: 2 },
      annotators: { added: 2 },
      sources: { added: 0 },
    });
    expect(brief(await labelsOf(project))).toEqual([
      '1 i1 w1 0 A',
      '2 i2 w1 0 B',
      '3 i1 w2 0 A',
      '4 i3 w3 0 TIE',
    ]);
    const { rows } = await pool().query(
      'SELECT places, places_taken FROM comparison WHERE project_id = $1 ORDER BY id',
      [project],
    );
    expect(rows).toEqual([
      { places: 2, places_taken: 2 },
      { places: 2, places_taken: 1 },
      { places: 2, places_taken: 1 },
    ]);
  });

  it('leaves no trace when its last line is bad', async () => {
    const project = await newProject();
    const before = await fingerprint();
    const good = Array.from({ length: 3000 }, (_, i) => ({
      ...comparison(`i${i}`),
      ...label(`i${i}`, 'w1', 'A'),
    }));
    expect(await refusalOf(importText(project, `${jsonl(...good)}{"item_id": "last"`))).toEqual([
      expect.stringMatching(/^3001 null is not valid JSON/),
    ]);
    expect(await fingerprint()).toEqual(before);
  });

  it('leaves no trace when the file breaks off while it is read', async () => {
    const project = await newProject();
    const before = await fingerprint();
    for (const format of ['jsonl', 'csv'] as const) {
      async function* broken() {
        yield* bytesOf(
          format === 'csv' ? 'item_id,response_a,response_b\ni1,a,b\n' : jsonl(comparison('i1')),
        );
        throw new Error('the connection was lost');
      }
      await expect(importText(project, '', { source: broken(), format })).rejects.toThrow(
        'the connection was lost',
      );
    }
    expect(await fingerprint()).toEqual(before);
  });

  it('refuses a file without rows', async () => {
    const project = await newProject();
    expect(await refusalOf(importText(project, '\n\n'))).toEqual(['1 null The file holds no rows.']);
    expect(await refusalOf(importText(project, 'item_id,choice\n', { format: 'csv' }))).toHaveLength(1);
  });

  it('imports the same from CSV, quotes, newlines and all', async () => {
    const project = await newProject();
    const csv =
      '\ufeffitem_id;prompt;response_a;response_b;annotator_id;choice;created_at\r\n' +
      'i1;"Why;\r\n""so""?";"a\\b\tc";"";w1;a;2026-01-01\r\n' +
      'i1;;;;w2;tie;2026-01-02\r\n';
    await importText(project, csv, { format: 'csv' });
    const { rows } = await pool().query(
      'SELECT prompt, response_a, response_b FROM comparison WHERE project_id = $1',
      [project],
    );
    expect(rows).toEqual([
      { prompt: [{ role: 'user', content: 'Why;\r\n"so"?' }], response_a: 'a\\b\tc', response_b: '' },
    ]);
    expect(brief(await labelsOf(project))).toEqual(['1 i1 w1 0 A', '2 i1 w2 0 TIE']);
  });

  it('hands out comparisons that come without labels, as often as the batch or the option says', async () => {
    const project = await newProject();
    const places = async () =>
      (
        await pool().query(
          'SELECT array_agg(places ORDER BY id) AS p FROM comparison WHERE project_id = $1',
          [project],
        )
      ).rows[0]!.p;
    await importText(project, jsonl(comparison('i1')), { overlap: 3 });
    await importText(project, jsonl(comparison('i2')));
    await importText(project, jsonl(comparison('i3')), { overlap: 5 });
    expect(await places()).toEqual([3, 3, 5]);
  });
});

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
