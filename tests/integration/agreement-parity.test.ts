import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AgreementReport } from '#lib/agreement/agreement-report';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { measureQuality } from '#lib/quality/measure-quality';
import { reportPart, reportPiece } from '#lib/quality/report-part';
import type { Estimate } from '#lib/statistics/estimate';
import { seededRandom } from '#lib/statistics/random';
import { importFile } from '#lib/transfer/import-file';
import { sharedFile } from '#tests/reference/shared-data';
import { importDatabase, newProject } from './import-project';

importDatabase();

const folder = mkdtempSync(path.join(os.tmpdir(), 'concord-parity-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface CommandReport extends AgreementReport {
  annotators: (AgreementReport['annotators'][number] & {
    dawidSkeneAccuracy: number | null;
    leftRate?: Estimate & { n: number; qValue: number | null };
  })[];
  dawidSkene: { annotators: { id: string; confusion: number[][] }[] };
}

/** What `concord agreement` says about a file, with the categories that a batch counts. */
function command(file: string): CommandReport {
  const args = ['agreement', file, '--json', '--bootstrap', '0', '--categories', 'A,TIE,B,BOTH_BAD'];
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'jobs/cli/main.ts', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout) as CommandReport;
}

/** What the pages read about the same file once it is imported. */
async function imported(file: string) {
  const { batch } = await importFile({
    projectId: await newProject(),
    batch: { name: 'B' },
    source: createReadStream(file),
    format: 'jsonl',
    fileName: path.basename(file),
    actor: SYSTEM_ACTOR,
  });
  await measureQuality(batch.id);
  const { rows } = await pool().query<{ figures: QualityFigures }>(
    'SELECT figures FROM quality_report WHERE batch_id = $1',
    [batch.id],
  );
  const annotators = (await reportPart(batch.id, 'annotators'))!.data;
  const habits = (await reportPart(batch.id, 'habits'))!.data;
  return { batchId: batch.id, figures: rows[0]!.figures, annotators, habits };
}

function sameNumber(stored: number | null | undefined, told: number | null | undefined, what: string): void {
  if (told === null || told === undefined) expect(stored ?? null, what).toBeNull();
  else expect(Math.abs(stored! - told), `${what}: ${stored} and ${told}`).toBeLessThan(1e-12);
}

function sameInterval(
  stored: Estimate['ci95'] | undefined,
  told: Estimate['ci95'] | undefined,
  what: string,
): void {
  expect(Boolean(stored), what).toBe(Boolean(told));
  for (const end of [0, 1] as const) if (told) sameNumber(stored![end], told[end], `${what} end ${end}`);
}

function sameEstimate(stored: Estimate, told: Estimate, what: string): void {
  sameNumber(stored.value, told.value, what);
  sameNumber(stored.se, told.se, `${what} se`);
  sameInterval(stored.ci95, told.ci95, `${what} ci95`);
  sameInterval(stored.ci95Annotators, told.ci95Annotators, `${what} ci95Annotators`);
}

async function comparePages(file: string) {
  const told = command(file);
  const stored = await imported(file);
  const { figures } = stored;
  expect(told.orientation).toBe('canonical');
  expect([
    figures.labels,
    figures.repeats,
    figures.comparisons,
    figures.comparisonsWithOverlap,
    figures.annotators,
  ]).toEqual([
    told.counts.labels,
    told.counts.repeats,
    told.counts.items,
    told.counts.itemsWithOverlap,
    told.counts.annotators,
  ]);
  sameEstimate(figures.aligned.percentAgreement, told.percentAgreement, 'percent agreement');
  sameEstimate(figures.aligned.pairwiseAgreement, told.pairwiseAgreement, 'pairwise agreement');
  sameEstimate(figures.aligned.cohenKappa, told.cohenKappa, 'Cohen’s kappa');
  sameEstimate(figures.aligned.krippendorffAlpha, told.krippendorffAlpha.nominal, 'Krippendorff’s alpha');
  sameEstimate(figures.swapInvariantAlpha, told.swapInvariantAlpha, 'swap-invariant alpha');
  expect(stored.annotators).toHaveLength(told.annotators.length);
  const confusion = new Map(told.dawidSkene.annotators.map((a) => [a.id, a.confusion]));
  for (const one of told.annotators) {
    const row = stored.annotators.find((r) => r.name === one.id)!;
    expect([row.labels, row.overlapItems, row.agreement.count, row.agreement.of]).toEqual([
      row.labels,
      one.overlapItems,
      one.agreeingPairs,
      one.pairs,
    ]);
    sameNumber(row.agreement.value, one.agreement, `${one.id} agreement`);
    sameInterval(row.agreement.ci95, one.agreementInterval, `${one.id} agreement interval`);
    sameNumber(row.kappa, one.kappa, `${one.id} kappa`);
    sameNumber(row.reliability, one.dawidSkeneAccuracy, `${one.id} reliability`);
    sameNumber(row.leftRate.value, one.leftRate!.value, `${one.id} left rate`);
    sameInterval(row.leftRate.ci95, one.leftRate!.ci95, `${one.id} left rate interval`);
    sameNumber(row.leftRate.qValue, one.leftRate!.qValue, `${one.id} left rate q`);
    const piece = await reportPiece(stored.batchId, 'annotator', String(row.annotatorId));
    for (const [truth, answers] of confusion.get(one.id)!.entries())
      for (const [answer, share] of answers.entries())
        sameNumber(
          piece!.data.confusion.rows[truth]![answer],
          share,
          `${one.id} confusion ${truth} ${answer}`,
        );
  }
  return { told, ...stored };
}

/** Rows with everything that can go wrong between two readers: sources either way round, repeats, both bad, a lone label. */
function crewFile(): string {
  const random = seededRandom(12);
  const sources = ['zeta', 'alpha', 'mid'];
  const lines: string[] = [];
  for (let item = 0; item < 160; item++) {
    const [a, b] = [sources[item % 3]!, sources[(item + 1 + (item % 2)) % 3]!];
    const truth = random.integer(2);
    const crew = Array.from({ length: 9 }, (_, w) => w).filter(() => random.next() < 0.4);
    for (const w of [...crew, ...(item % 11 === 0 ? crew.slice(0, 1) : [])]) {
      const draw = random.next();
      const right = ['A', 'B'][truth]!;
      const choice =
        w === 8
          ? 'A'
          : draw < 0.55 + 0.03 * w
            ? right
            : draw < 0.85
              ? ['A', 'B'][1 - truth]
              : draw < 0.95
                ? 'TIE'
                : 'BOTH_BAD';
      lines.push(
        JSON.stringify({
          ...{ item_id: `q${item}`, annotator_id: `w${w}`, choice, source_a: a, source_b: b },
          ...{
            prompt: `Question ${item}`,
            response_a: `by ${a} on ${item}`,
            response_b: `by ${b} on ${item}`,
          },
        }),
      );
    }
  }
  const file = path.join(folder, 'crew.jsonl');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

describe('the pages and `concord agreement`', () => {
  it('say the same of the same labels, figure for figure', async () => {
    const { told, annotators } = await comparePages(crewFile());
    expect(told.counts.repeats).toBeGreaterThan(5);
    expect(annotators.find((row) => row.name === 'w8')!.constant).toBe('always chooses the left side');
  }, 120_000);

  const CROWD = sharedFile('llmfao_crowd.jsonl');
  it.skipIf(CROWD === null)(
    'say the same of a real crowd, and name its worst, its constant labellers and its side (skipped where the file is absent)',
    async () => {
      const { annotators, habits, figures } = await comparePages(CROWD!);
      const constant = annotators.filter((row) => row.constant).map((row) => row.name);
      expect(constant.sort()).toEqual(['w010', 'w032', 'w034', 'w071', 'w084', 'w108', 'w120']);
      const worst = annotators
        .filter((row) => row.labels >= 50 && !row.constant)
        .sort((one, other) => one.kappa! - other.kappa!)
        .slice(0, 3);
      expect(worst.map((row) => row.name).sort()).toEqual(['w002', 'w011', 'w015']);
      // They stand out: their intervals end below what the crew reaches.
      for (const row of worst)
        expect(row.agreement.ci95![1]).toBeLessThan(figures.aligned.pairwiseAgreement.value!);
      const { pool: left } = habits.left;
      expect([left.count, left.of - left.count]).toEqual([2911, 2549]);
      expect(left.ci95![0]).toBeGreaterThan(0.5);
    },
    180_000,
  );
});
