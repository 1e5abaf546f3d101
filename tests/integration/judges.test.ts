import { beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { measureQuality } from '#lib/quality/measure-quality';
import { reportPart } from '#lib/quality/report-part';
import { seededRandom } from '#lib/statistics/random';
import type { ImportRefusal } from '#lib/transfer/import-file';
import { postedLabels, postLabels } from '#lib/transfer/post-labels';
import {
  comparison,
  fingerprint,
  importDatabase,
  importText,
  jsonl,
  label,
  newProject,
  refusalOf,
} from './import-project';

importDatabase();

const ITEMS = 80;
let projectId: string;
let batchId: string;
let truth: string[];

/** Eighty comparisons that two of four people labelled; every fifth is a gold. */
beforeAll(async () => {
  projectId = await newProject();
  const random = seededRandom(4);
  truth = Array.from({ length: ITEMS }, () => (random.next() < 0.5 ? 'A' : 'B'));
  const rows = truth.flatMap((better, i) => {
    const one = comparison(`c${i}`, {
      response_a: 'short '.repeat(1 + (i % 5)),
      response_b: 'long '.repeat(3 + (i % 7)),
      ...(i % 5 === 0 && { gold_choice: better }),
    });
    return [0, 1].map((k) => ({
      ...one,
      ...label(`c${i}`, `w${(i + k) % 4}`, random.next() < 0.8 ? better : better === 'A' ? 'B' : 'A'),
    }));
  });
  batchId = (await importText(projectId, jsonl(...rows))).batch.id;
  await measureQuality(batchId);
});

const judged = (who: string, choose: (i: number) => string, more: object = {}) =>
  truth.map((_, i) => ({ item_id: `c${i}`, annotator_id: who, choice: choose(i), ...more }));
const post = (labels: object[], kind: 'human' | 'model' = 'model') =>
  postLabels({ id: projectId }, SYSTEM_ACTOR, postedLabels.parse({ kind, labels }));

async function humanSide() {
  const { rows } = await pool().query<{ figures: QualityFigures; hash: string; last_sequence: number }>(
    `SELECT r.figures, s.hash, r.last_sequence FROM quality_report r JOIN snapshot s ON s.id = r.snapshot_id
     WHERE r.batch_id = $1 ORDER BY r.last_sequence DESC LIMIT 1`,
    [batchId],
  );
  const places = await pool().query(
    'SELECT id, places, places_taken FROM comparison WHERE batch_id = $1 ORDER BY id',
    [batchId],
  );
  const summaries = await pool().query(
    'SELECT * FROM comparison_summary WHERE batch_id = $1 ORDER BY comparison_id',
    [batchId],
  );
  const annotators = (await reportPart(batchId, 'annotators'))!.data;
  const pairs = (await reportPart(batchId, 'pairs'))!.data;
  const { last_sequence, ...report } = rows[0]!;
  return {
    sequence: last_sequence,
    rest: { report, places: places.rows, summaries: summaries.rows, annotators, pairs },
  };
}

describe('a model used as judge', () => {
  it('is measured beside the humans, and changes nothing that is said of them', async () => {
    const before = await humanSide();
    const added = await post([
      ...judged('judge-good', (i) => truth[i]!),
      // Shown both ways round, it sticks to the side on half of them.
      ...judged('judge-left', (i) => (i % 2 ? truth[i]! : 'A'), { swapped: false }),
      ...judged('judge-left', (i) => (i % 2 ? truth[i]! : 'B'), { swapped: true, round: 1 }),
    ]);
    expect(added).toMatchObject({ labels: { added: 240, unchanged: 0 }, annotators: { added: 2 } });
    const kinds = await pool().query(
      `SELECT DISTINCT a.kind, l.origin FROM annotator a JOIN label l ON l.annotator_id = a.id WHERE a.external_id LIKE 'judge-%'`,
    );
    expect(kinds.rows).toEqual([{ kind: 'MODEL', origin: 'API' }]);

    const measured = await measureQuality(batchId);
    expect(measured!.added).toBe(true);
    const after = await humanSide();
    expect(after.sequence).toBe(before.sequence + 240);
    // Agreement, overlap, gate figures, snapshot hash, places, members table, matrix: all as before.
    expect(after.rest).toEqual(before.rest);

    const rows = (await reportPart(batchId, 'judges'))!.data;
    const [good, left] = ['judge-good', 'judge-left'].map((name) => rows.find((row) => row.name === name)!);
    expect(good!.agreement).toMatchObject({ labelled: ITEMS, shared: ITEMS });
    expect(good!.agreement.withHumans.trials).toBe(2 * ITEMS);
    expect(good!.agreement.withHumans.value!).toBeGreaterThan(good!.agreement.amongHumans.value!);
    expect(good!.agreement.withHumans.ci95).not.toBeNull();
    expect(good!.agreement.kappaWithHumans.value!).toBeGreaterThan(left!.agreement.kappaWithHumans.value!);
    expect(good!.gold).toMatchObject({ value: 1, n: ITEMS / 5 });
    expect(good!.positionConsistency.n).toBe(0);
    expect(left!.positionConsistency).toMatchObject({ value: 0.5, n: ITEMS });
    expect(left!.agreement.withHumans.trials).toBe(2 * ITEMS);
    expect(good!.length.labels).toBe(ITEMS);
    expect(good!.humanLength.labels).toBe(2 * ITEMS);
  });

  it('comes with a file as well, and takes no place of a person', async () => {
    const project = await newProject();
    const { batch } = await importText(
      project,
      jsonl(
        { ...comparison('i1'), ...label('i1', 'w1', 'A') },
        label('i1', 'gpt', 'B', { kind: 'model' }),
        comparison('i2'),
        label('i2', 'gpt', 'B', { kind: 'model' }),
      ),
      { overlap: 1 },
    );
    await importText(project, jsonl(label('i2', 'claude', 'TIE', { kind: 'Model' })));
    const { rows } = await pool().query(
      'SELECT external_id, places, places_taken FROM comparison WHERE batch_id = $1 ORDER BY 1',
      [batch.id],
    );
    expect(rows).toEqual([
      { external_id: 'i1', places: 1, places_taken: 1 },
      { external_id: 'i2', places: 1, places_taken: 0 },
    ]);
  });

  it('stays what it is: a line that says otherwise is refused', async () => {
    const project = await newProject();
    await importText(project, jsonl(comparison('i1'), label('i1', 'w1', 'A')));
    expect(
      await refusalOf(importText(project, jsonl(label('i1', 'w1', 'B', { kind: 'model', round: 1 })))),
    ).toEqual(['1 kind this annotator is a person in this project']);
    const file = jsonl(
      label('i1', 'new', 'B', { kind: 'model' }),
      label('i1', 'new', 'A', { kind: 'human' }),
    );
    expect(await refusalOf(importText(project, file))).toEqual([
      '2 kind another line says otherwise about this annotator',
    ]);
    expect(await refusalOf(importText(project, jsonl(label('i1', 'x', 'A', { kind: 'robot' }))))).toEqual([
      '1 kind must be human or model',
    ]);
  });
});

describe('labels by API', () => {
  it('are added once, however often they are sent', async () => {
    const labels = judged('judge-once', (i) => truth[i]!);
    expect((await post(labels)).labels).toEqual({ added: ITEMS, unchanged: 0 });
    const before = await fingerprint();
    expect((await post(labels)).labels).toEqual({ added: 0, unchanged: ITEMS });
    expect(await fingerprint()).toEqual(before);
    const part = labels.slice(0, 10).map((one, i) => (i === 3 ? { ...one, choice: 'TIE' } : one));
    expect((await post(part)).labels).toEqual({ added: 1, unchanged: 9 });
  });

  it('are refused as a whole, each problem with its label and field', async () => {
    const before = await fingerprint();
    const problems = async (labels: object[], kind: 'human' | 'model' = 'model') => {
      const thrown = await post(labels, kind).then(
        () => null,
        (error: unknown) => error,
      );
      if (!(thrown instanceof ConcordError) || thrown.code !== 'invalid_input') throw thrown;
      return (thrown.details as ImportRefusal).problems.map((p) => `${p.line} ${p.field} ${p.reason}`);
    };
    const good = { item_id: 'c1', annotator_id: 'j', choice: 'A' };
    expect(await problems([good, { ...good, choice: 'C' }, { item_id: 'c2', annotator_id: 'j' }])).toEqual([
      '2 choice must be A, B, TIE, BOTH_BAD or CANT_JUDGE',
      '3 choice is missing',
    ]);
    expect(await problems([good, { ...good, item_id: 'nowhere' }])).toEqual([
      '2 item_id is not known: no line of this file and no earlier import gives the responses of this comparison',
    ]);
    expect(await problems([{ ...good, item_id: 'nowhere' }])).toEqual([
      '1 item_id is not known in this project',
    ]);
    expect(await problems([{ ...good, response_a: 'x' }])).toEqual([
      '1 response_a is not a field of a label',
    ]);
    expect(await problems([{ ...good, annotator_id: 'w1' }])).toEqual([
      '1 kind this annotator is a person in this project',
    ]);
    expect(await problems([{ ...good, kind: 'human' }])).toEqual([
      '1 kind is not the kind that the request names (model)',
    ]);
    expect(await fingerprint()).toEqual(before);
  });

  it('go into a closed batch no more', async () => {
    await pool().query(`UPDATE batch SET status = 'CLOSED' WHERE id = $1`, [batchId]);
    await expect(post([{ item_id: 'c1', annotator_id: 'j', choice: 'A' }])).rejects.toThrow(/closed/);
    await pool().query(`UPDATE batch SET status = 'OPEN' WHERE id = $1`, [batchId]);
  });
});
