import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { pauseAnnotator, restoreLabels } from '#lib/labels/change-annotator';
import { disagreementChoices } from '#lib/quality/disagreement-choices';
import { disagreementSearch } from '#lib/quality/disagreement-filter';
import { disagreements } from '#lib/quality/disagreements';
import { measureQuality } from '#lib/quality/measure-quality';
import { comparison, importDatabase, importText, jsonl, label, newProject } from './import-project';

importDatabase();

let projectId: string;
let batchId: string;
const TAGS = ['code', 'maths', 'code', 'code'];

const given = (who: string, choices: string[]) =>
  choices.map((choice, i) => ({
    ...comparison(`c${i}`, {
      tags: [TAGS[i]],
      language: i % 2 ? 'en' : 'de',
      source_a: 'fir',
      source_b: 'ash',
    }),
    ...label(`c${i}`, who, choice),
  }));
const explored = async (search: Record<string, string> = {}) => {
  const page = await disagreements(batchId, disagreementSearch.parse(search), 50);
  return { count: page.count, rows: page.rows.map((row) => row.externalId).sort() };
};
const measured = async () => {
  await measureQuality(batchId);
  return explored();
};

/** Four comparisons; two people differ on the second alone. */
beforeAll(async () => {
  projectId = await newProject();
  const rows = [...given('ann', ['A', 'A', 'B', 'B']), ...given('ben', ['A', 'B', 'B', 'B'])];
  batchId = (await importText(projectId, jsonl(...rows))).batch.id;
});

describe('how many comparisons labels differ on', () => {
  it('is not known before the first report', async () => {
    expect(await explored()).toEqual({ count: 0, rows: [] });
    expect(await disagreementChoices(projectId, batchId)).toMatchObject({ tags: [], languages: [] });
  });

  it('is what the explorer shows, report after report, with labels set aside and brought back', async () => {
    expect(await measured()).toEqual({ count: 1, rows: ['c1'] });
    await importText(projectId, jsonl(...given('cleo', ['B', 'A', 'B', 'A'])));
    // As of the latest report, like everything on that page.
    expect(await explored()).toEqual({ count: 1, rows: ['c1'] });
    expect(await measured()).toEqual({ count: 3, rows: ['c0', 'c1', 'c3'] });
    const { rows } = await pool().query<{ id: number }>(
      `SELECT id FROM annotator WHERE project_id = $1 AND name = 'cleo'`,
      [projectId],
    );
    const who = { annotatorId: rows[0]!.id, batchId };
    await pauseAnnotator({ id: projectId }, SYSTEM_ACTOR, {
      annotatorId: who.annotatorId,
      reason: 'To be looked at.',
      setAside: { batchId, fromSequence: 0 },
    });
    expect(await measured()).toEqual({ count: 1, rows: ['c1'] });
    await restoreLabels({ id: projectId }, SYSTEM_ACTOR, who);
    expect(await measured()).toEqual({ count: 3, rows: ['c0', 'c1', 'c3'] });
  });

  it('is counted anew where a filter leaves some of them', async () => {
    expect(await explored({ tag: 'code' })).toEqual({ count: 2, rows: ['c0', 'c3'] });
    expect(await explored({ tag: 'maths' })).toEqual({ count: 1, rows: ['c1'] });
    expect(await explored({ sort: 'strength' })).toMatchObject({ count: 3 });
  });
});

describe('what the filters offer', () => {
  it('are the tags, languages, sources and people that there are', async () => {
    const { tags, languages, sources, annotators } = await disagreementChoices(projectId, batchId);
    // Those on most comparisons first.
    expect(tags).toEqual(['code', 'maths']);
    expect([...languages].sort()).toEqual(['de', 'en']);
    expect(sources).toEqual(['ash', 'fir']);
    expect(annotators.map(({ name }) => name)).toEqual(['ann', 'ben', 'cleo']);
  });

  it('is nothing for what is not there', async () => {
    expect(await disagreementChoices(randomUUID(), randomUUID())).toEqual({
      tags: [],
      languages: [],
      sources: [],
      annotators: [],
    });
  });
});
