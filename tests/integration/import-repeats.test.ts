import { describe, expect, it } from 'vitest';
import { pool, transaction } from '#lib/db';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { nextSequence } from '#lib/labels/next-sequence';
import { recordLabel } from '#lib/labels/record-label';
import {
  brief,
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

const day = (n: number) => ({ created_at: `2026-01-0${n}T00:00:00Z` });

describe('repeats', () => {
  it('are an annotator’s second and later labels of a comparison, in the file or later', async () => {
    const project = await newProject();
    await importText(
      project,
      jsonl(
        comparison('i1'),
        label('i1', 'w1', 'A'),
        label('i1', 'w1', 'B'),
        label('i1', 'w1', 'A'),
        label('i1', 'w2', 'A'),
      ),
    );
    expect(brief(await labelsOf(project))).toEqual([
      '1 i1 w1 0 A',
      '2 i1 w1 1 B',
      '3 i1 w1 2 A',
      '4 i1 w2 0 A',
    ]);
    await importText(project, jsonl(label('i1', 'w1', 'TIE'), label('i1', 'w2', 'A')));
    expect(brief(await labelsOf(project)).slice(4)).toEqual(['5 i1 w1 3 TIE']);
  });

  it('take no further place', async () => {
    const project = await newProject();
    await importText(project, jsonl(comparison('i1'), label('i1', 'w1', 'A'), label('i1', 'w1', 'B')));
    await importText(
      project,
      jsonl(label('i1', 'w1', 'TIE'), label('i1', 'w2', 'A'), label('i1', 'w3', 'A')),
    );
    const { rows } = await pool().query('SELECT places, places_taken FROM comparison WHERE project_id = $1', [
      project,
    ]);
    expect(rows).toEqual([{ places: 3, places_taken: 3 }]);
  });

  it('are told from the same label by choice and time', async () => {
    const project = await newProject();
    await importText(project, jsonl(comparison('i1'), label('i1', 'w1', 'A', day(1))));
    expect((await importText(project, jsonl(label('i1', 'w1', 'A', day(1))))).labels).toEqual({
      added: 0,
      unchanged: 1,
    });
    // The same moment, written with another offset.
    const same = label('i1', 'w1', 'A', { created_at: '2026-01-01T02:00:00+02:00' });
    expect((await importText(project, jsonl(same))).labels).toEqual({ added: 0, unchanged: 1 });
    expect((await importText(project, jsonl(label('i1', 'w1', 'A', day(2))))).labels).toEqual({
      added: 1,
      unchanged: 0,
    });
  });

  it('keep the rounds that a file numbers itself, and those without go on after them', async () => {
    const project = await newProject();
    await importText(
      project,
      jsonl(
        comparison('i1'),
        label('i1', 'w1', 'B'),
        label('i1', 'w1', 'A', { round: 2 }),
        label('i1', 'w1', 'A', { round: 0 }),
      ),
    );
    expect(brief(await labelsOf(project))).toEqual(['1 i1 w1 3 B', '2 i1 w1 2 A', '3 i1 w1 0 A']);
    expect(
      await refusalOf(
        importText(
          project,
          jsonl(
            label('i1', 'w1', 'B', { round: 2 }),
            label('i1', 'w1', 'A', { round: 0 }),
            label('i1', 'w2', 'A', { round: 0 }),
            label('i1', 'w2', 'B', { round: 0 }),
          ),
        ),
      ),
    ).toEqual([
      '1 choice differs from the one imported before for round 2',
      '4 choice differs from line 3, which has the same round',
    ]);
  });

  it('are refused beyond what a measurement can count', async () => {
    const project = await newProject();
    const many = Array.from({ length: 257 }, () => label('i1', 'w1', 'A'));
    expect(await refusalOf(importText(project, jsonl(comparison('i1'), ...many)))).toEqual([
      '258 annotator_id has more than 256 labels on this comparison',
    ]);
    expect(await labelsOf(project)).toEqual([]);
  });
});

describe('the order of labels', () => {
  it('is that of time when each new label has one, and the earliest is the one that counts', async () => {
    const project = await newProject();
    await importText(
      project,
      jsonl(
        comparison('i1'),
        label('i1', 'w1', 'B', day(3)),
        label('i1', 'w2', 'A', day(2)),
        label('i1', 'w1', 'A', day(1)),
      ),
    );
    expect(brief(await labelsOf(project))).toEqual(['1 i1 w1 0 A', '2 i1 w2 0 A', '3 i1 w1 1 B']);
  });

  it('is that of the file when any label has no time', async () => {
    const project = await newProject();
    await importText(
      project,
      jsonl(
        comparison('i1'),
        label('i1', 'w1', 'B', day(3)),
        label('i1', 'w2', 'A'),
        label('i1', 'w3', 'A', day(1)),
      ),
    );
    expect(brief(await labelsOf(project))).toEqual(['1 i1 w1 0 B', '2 i1 w2 0 A', '3 i1 w3 0 A']);
  });

  it('goes on after what the batch has given out', async () => {
    const project = await newProject();
    const { batch } = await importText(project, jsonl(comparison('i1'), label('i1', 'w1', 'A')));
    await transaction((tx) => nextSequence(tx, batch.id, 5));
    await importText(project, jsonl(label('i1', 'w2', 'A'), label('i1', 'w3', 'A')));
    expect((await labelsOf(project)).map((l) => l.sequence)).toEqual([1, 7, 8]);
    const { rows } = await pool().query('SELECT last_sequence FROM batch WHERE id = $1', [batch.id]);
    expect(rows).toEqual([{ last_sequence: 8 }]);
  });
});

describe('imports at the same time', () => {
  const file = jsonl(
    ...Array.from({ length: 400 }, (_, i) => ({
      ...comparison(`i${i}`, { source_a: `m${i % 7}` }),
      ...label(`i${i}`, `w${i % 11}`, 'AB'[i % 2]!),
    })),
  );

  it('of one file make one result, whoever comes first', async () => {
    const project = await newProject();
    const results = await Promise.all([1, 2, 3].map(() => importText(project, file)));
    expect(results.map((r) => r.labels.added).sort((a, b) => a - b)).toEqual([0, 0, 400]);
    expect(results.map((r) => r.comparisons.added).sort((a, b) => a - b)).toEqual([0, 0, 400]);
    expect(new Set(results.map((r) => r.batch.id)).size).toBe(1);
    const sequences = (await labelsOf(project)).map((l) => l.sequence);
    expect(sequences).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  });

  it('and people who label the same comparisons neither lose labels nor exceed the overlap', async () => {
    const project = await newProject();
    const items = Array.from({ length: 40 }, (_, i) => `i${i}`);
    const { batch } = await importText(project, jsonl(...items.map((item) => comparison(item))));
    const { rows } = await pool().query<{ id: number }>(
      `INSERT INTO annotator (project_id, name, external_id) SELECT $1, 'p' || n, 'p' || n FROM generate_series(1, 4) n RETURNING id`,
      [project],
    );
    const people = rows.map(async ({ id }) => {
      let done = 0;
      for (let shown = await nextComparisons(id, 3); shown.length; shown = await nextComparisons(id, 3)) {
        for (const { assignmentId } of shown) {
          await recordLabel(id, {
            assignmentId,
            idempotencyKey: `key-${assignmentId}`,
            choice: 'A',
            reasons: [],
          });
          done++;
        }
      }
      return done;
    });
    const imports = [1, 2, 3].map((n) =>
      importText(project, jsonl(...[...items].reverse().map((item) => label(item, `w${n}`, 'B')))),
    );
    const byPeople = (await Promise.all(people)).reduce((a, b) => a + b, 0);
    const added = (await Promise.all(imports)).map((r) => r.labels.added);
    expect(added).toEqual([40, 40, 40]);
    const sequences = (await labelsOf(project)).map((l) => l.sequence);
    expect(sequences).toEqual(Array.from({ length: 120 + byPeople }, (_, i) => i + 1));
    const wrong = await pool().query(
      `SELECT c.external_id, c.places, c.places_taken, count(DISTINCT l.annotator_id)::int AS annotators
       FROM comparison c JOIN label l ON l.comparison_id = c.id WHERE c.batch_id = $1
       GROUP BY c.id HAVING count(DISTINCT l.annotator_id) <> c.places_taken OR c.places_taken > c.places`,
      [batch.id],
    );
    expect(wrong.rows).toEqual([]);
  });
});
