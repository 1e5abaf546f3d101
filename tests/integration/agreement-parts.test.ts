import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { disagreementSearch } from '#lib/quality/disagreement-filter';
import { disagreements } from '#lib/quality/disagreements';
import { measureQuality } from '#lib/quality/measure-quality';
import { unpackedFloats, unpackedInts } from '#lib/quality/packed-columns';
import { reportPart } from '#lib/quality/report-part';
import { seededRandom } from '#lib/statistics/random';
import { importFile } from '#lib/transfer/import-file';
import { importDatabase, newProject } from './import-project';

importDatabase();

const SOURCES = ['ash', 'birch', 'cedar', 'fir'];
const STRENGTH = [1, 0.4, -0.3, -1.1];
const CREW = 10;

/** Labels of a seeded crew on comparisons of four sources, three tags and two languages; where the tag is "hard", they guess. */
function labelRows(comparisons: number): object[] {
  const random = seededRandom(11);
  const rows: object[] = [];
  for (let c = 0; c < comparisons; c++) {
    const a = random.integer(4);
    const b = (a + 1 + random.integer(3)) % 4;
    const tag = ['plain', 'code', 'hard'][c % 3]!;
    const better = random.next() < 1 / (1 + Math.exp(STRENGTH[b]! - STRENGTH[a]!)) ? 'A' : 'B';
    for (let k = 0; k < 3; k++) {
      const who = (c + k * (1 + (c % 3))) % CREW;
      const right = tag === 'hard' ? 0.4 : 0.85;
      const choice = random.next() < right ? better : ['A', 'TIE', 'B'][random.integer(3)];
      rows.push({
        item_id: `c${c}`,
        prompt: `Question ${c} ${'word '.repeat(c % 40)}`,
        response_a: `First answer to ${c}`,
        response_b: `Second, longer answer to ${c}`,
        source_a: SOURCES[a],
        source_b: SOURCES[b],
        tags: [tag],
        language: c % 2 ? 'en' : 'de',
        annotator_id: `w${who}`,
        choice,
        strength: choice === 'TIE' ? null : 1 + random.integer(3),
        created_at: new Date(Date.UTC(2026, 0, 1, 0, c * 30 + k)).toISOString(),
      });
    }
  }
  return rows;
}

let folder: string;
let file: string;
let projectId: string;
let batchId: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-parts-'));
  file = path.join(folder, 'labels.jsonl');
  await writeFile(
    file,
    labelRows(360)
      .map((row) => `${JSON.stringify(row)}\n`)
      .join(''),
  );
  projectId = await newProject();
  const { batch } = await importFile({
    projectId,
    batch: { name: 'B' },
    source: createReadStream(file),
    format: 'jsonl',
    fileName: 'labels.jsonl',
    actor: SYSTEM_ACTOR,
  });
  batchId = batch.id;
  await measureQuality(batchId);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Printed {
  cohenKappa: {
    pairs: { a: string; b: string; n: number; agreement: number; kappa: number | null; se: number | null }[];
  };
  bradleyTerry: { sources: { source: string; strength: number; se: number; quasiSe: number }[] };
  dawidSkene: { items: { id: string; posterior: Record<string, number> }[] };
}

async function printed(): Promise<Printed> {
  const categories = ['--categories', 'A,TIE,B,BOTH_BAD'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'jobs/cli/main.ts', 'agreement', file, '--json', '--bootstrap', '0', ...categories],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Printed;
}

describe('the parts of a report', () => {
  it('say the same as concord agreement on the same labels: pairs, strengths, posteriors', async () => {
    const cli = await printed();
    const pairs = (await reportPart(batchId, 'pairs'))!.data;
    const [a, b, shared, agreeing] = [pairs.a, pairs.b, pairs.shared, pairs.agreeing].map(unpackedInts) as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    const [kappa, se] = [unpackedFloats(pairs.kappa), unpackedFloats(pairs.se)];
    expect(pairs.pairs).toBe(cli.cohenKappa.pairs.length);
    const stored = new Map(
      Array.from({ length: pairs.pairs }, (_, k) => [
        [pairs.annotators[a[k]!]!.name, pairs.annotators[b[k]!]!.name].sort().join(' '),
        { n: shared[k]!, agreement: agreeing[k]! / shared[k]!, kappa: kappa[k]!, se: se[k]! },
      ]),
    );
    for (const pair of cli.cohenKappa.pairs) {
      const own = stored.get([pair.a, pair.b].sort().join(' '))!;
      expect([own.n, own.agreement]).toEqual([pair.n, pair.agreement]);
      expect(own.kappa).toBeCloseTo(pair.kappa!, 12);
      expect(own.se).toBeCloseTo(pair.se!, 12);
    }
    expect([...pairs.order].sort((x, y) => x - y)).toEqual(pairs.annotators.map((_, at) => at));

    const sources = (await reportPart(batchId, 'sources'))!.data!;
    for (const { source, strength, se } of cli.bradleyTerry.sources) {
      const own = sources.sources.find((row) => row.source === source)!;
      expect(own.strength).toBeCloseTo(strength, 9);
      expect(own.se).toBeCloseTo(se, 9);
    }
    const { rows } = await pool().query<{ external_id: string; posterior_choice: string; posterior: number }>(
      `SELECT c.external_id, s.posterior_choice, s.posterior FROM comparison_summary s JOIN comparison c ON c.id = s.comparison_id WHERE s.batch_id = $1`,
      [batchId],
    );
    const { rows: about } = await pool().query<{ external_id: string; a: string; b: string }>(
      'SELECT c.external_id, sa.name AS a, sb.name AS b FROM comparison c JOIN source sa ON sa.id = c.source_a_id JOIN source sb ON sb.id = c.source_b_id WHERE c.batch_id = $1',
      [batchId],
    );
    const reversed = new Map(about.map((c) => [c.external_id, c.a > c.b]));
    const turn = (choice: string) => (choice === 'A' ? 'B' : choice === 'B' ? 'A' : choice);
    const fitted = new Map(cli.dawidSkene.items.map((item) => [item.id, item.posterior]));
    expect(rows).toHaveLength(360);
    for (const row of rows) {
      const choice = reversed.get(row.external_id) ? turn(row.posterior_choice) : row.posterior_choice;
      expect(Math.abs(fitted.get(row.external_id)![choice]! - row.posterior)).toBeLessThan(1e-4);
    }
  }, 60_000);

  it('rank the sources as they were made, with wider errors for annotators than the model’s own', async () => {
    const { sources, pairs, components, elo } = (await reportPart(batchId, 'sources'))!.data!;
    expect(sources.map((row) => row.source)).toEqual(SOURCES);
    expect(components).toBe(1);
    for (const row of sources) {
      expect(row.seComparisons!).toBeGreaterThan(row.se!);
      expect(row.quasiSe!).toBeGreaterThan(0);
      expect(row.rank!.best).toBeLessThanOrEqual(row.rank!.rank);
      expect(row.wins + row.ties + row.losses).toBe(row.labels);
    }
    expect(pairs).toHaveLength(6);
    expect(pairs.reduce((sum, p) => sum + p.wins + p.ties + p.losses, 0)).toBe(1080);
    expect(elo.ratings).toHaveLength(4);
    expect(elo.labels.at(-1)).toBe(1080);
  });

  it('slice by tag, language, length, sources and time, and call the slice that is different', async () => {
    const { dimensions, called, tested, expectedBelow } = (await reportPart(batchId, 'slices'))!.data;
    const of = (dimension: string) => dimensions.find((d) => d.dimension === dimension)!.rows;
    expect(dimensions.map((d) => d.dimension)).toEqual([
      'tag',
      'language',
      'prompt-length',
      'source-pair',
      'time',
    ]);
    const hard = of('tag').find((row) => row.name === 'hard')!;
    expect(hard.difference.value!).toBeLessThan(-0.2);
    expect(hard.difference.ci95![1]).toBeLessThan(0);
    expect(hard.qValue!).toBeLessThan(0.05);
    expect(called).toBeGreaterThanOrEqual(1);
    expect(expectedBelow).toBeCloseTo(tested / 20, 9);
    expect(of('tag').reduce((sum, row) => sum + row.labels, 0)).toBe(1080);
    expect(of('language').map((row) => row.comparisons)).toEqual([180, 180]);
    expect(of('prompt-length').reduce((sum, row) => sum + row.comparisons, 0)).toBe(360);
    expect(of('time').reduce((sum, row) => sum + row.comparisons, 0)).toBe(360);
  });

  it('say of a slice with too few comparisons that there are too few', async () => {
    const small = await newProject();
    const rows = labelRows(36);
    const { batch } = await importFile({
      projectId: small,
      batch: { name: 'small' },
      source: (async function* () {
        yield Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      })(),
      format: 'jsonl',
      fileName: 'small.jsonl',
      actor: SYSTEM_ACTOR,
    });
    await measureQuality(batch.id);
    const { dimensions } = (await reportPart(batch.id, 'slices'))!.data;
    for (const row of dimensions.find((d) => d.dimension === 'tag')!.rows)
      expect(row).toMatchObject({
        alpha: { value: null, reason: 'too_few_labels' },
        difference: { value: null },
      });
  });
});

describe('the disagreements explorer', () => {
  const page = (search: Record<string, string>, limit = 50) =>
    disagreements(batchId, disagreementSearch.parse(search), limit);

  it('walks all split comparisons once, most uncertain first, page by page', async () => {
    const seen: number[] = [];
    let last = Number.POSITIVE_INFINITY;
    for (let after: string | null = ''; after !== null; ) {
      const { rows, next, count } = await page(after ? { after } : {}, 40);
      for (const row of rows) {
        expect(new Set(row.votes.map((vote) => vote.choice)).size).toBeGreaterThan(1);
        expect(row.entropy).toBeLessThanOrEqual(last);
        last = row.entropy;
        seen.push(row.id);
      }
      after = next;
      expect(count).toBeGreaterThan(100);
      if (next === null) expect(seen).toHaveLength(count);
    }
    expect(new Set(seen).size).toBe(seen.length);
    const { rows } = await pool().query<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT comparison_id FROM label WHERE batch_id = $1 GROUP BY 1 HAVING count(DISTINCT choice) > 1) t`,
      [batchId],
    );
    expect(rows[0]!.n).toBe(seen.length);
  });

  it('filters by each of its filters as its summary says', async () => {
    const all = (await page({}, 400)).rows;
    const ids = (rows: { id: number }[]) => rows.map((row) => row.id).sort((x, y) => x - y);
    const kept = async (search: Record<string, string>, keep: (row: (typeof all)[number]) => boolean) => {
      const rows = (await page(search, 400)).rows;
      expect(ids(rows)).toEqual(ids(all.filter(keep)));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThan(all.length);
    };
    await kept({ tag: 'code' }, (row) => row.tags.includes('code'));
    await kept({ source: 'ash' }, (row) => row.sourceA === 'ash' || row.sourceB === 'ash');
    await kept(
      { source: 'ash', other: 'fir' },
      (row) => [row.sourceA, row.sourceB].sort().join() === 'ash,fir',
    );
    await kept({ entropy: '0.5' }, (row) => row.entropy >= 0.5);
    await kept({ gap: '4', sort: 'strength' }, (row) => row.strengthGap >= 4);
    await kept({ longer: '100', shorter: '150' }, (row) => {
      const length = row.prompt.reduce((sum, turn) => sum + turn.content.length, 0);
      return length >= 100 && length < 150;
    });
    const [one, two] = all[0]!.votes as unknown as [{ annotatorId: number }, { annotatorId: number }];
    const choiceOf = (row: (typeof all)[number], who: { annotatorId: number }) =>
      row.votes.find((vote) => vote.annotatorId === who.annotatorId)?.choice;
    await kept({ a: String(one.annotatorId), b: String(two.annotatorId) }, (row) => {
      const [x, y] = [choiceOf(row, one), choiceOf(row, two)];
      return x !== undefined && y !== undefined && x !== y;
    });
    await kept({ a: String(one.annotatorId) }, (row) => {
      const own = choiceOf(row, one);
      return own !== undefined && own !== row.posteriorChoice;
    });
    expect((await page({ tag: 'no-such-tag' })).count).toBe(0);
  });

  it('does not write again what a new report leaves as it is', async () => {
    const before = await pool().query(
      'SELECT xmin::text, comparison_id FROM comparison_summary WHERE batch_id = $1 ORDER BY 2',
      [batchId],
    );
    await pool().query(`UPDATE batch SET last_sequence = last_sequence + 1 WHERE id = $1`, [batchId]);
    await measureQuality(batchId);
    const after = await pool().query(
      'SELECT xmin::text, comparison_id FROM comparison_summary WHERE batch_id = $1 ORDER BY 2',
      [batchId],
    );
    expect(after.rows).toEqual(before.rows);
  });
});
