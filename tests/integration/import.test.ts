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
