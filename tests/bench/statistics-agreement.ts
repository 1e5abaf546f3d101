import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { agreementReport } from '#lib/agreement/agreement-report';
import { sumsLayout } from '#lib/agreement/agreement-sums';
import { agreementTally, itemSums } from '#lib/agreement/agreement-tally';
import { alphaInfluenceOfAnnotators, alphaInfluenceOfItems } from '#lib/agreement/alpha-influence';
import { annotatorAgreement } from '#lib/agreement/annotator-agreement';
import { brennanPrediger, fleissKappa, gwetAc } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { congerKappa } from '#lib/agreement/conger-kappa';
import { countPatterns } from '#lib/agreement/count-patterns';
import { IncrementalAgreement } from '#lib/agreement/incremental-agreement';
import { bootstrapIntervals } from '#lib/agreement/item-bootstrap';
import { alphaMeasure, krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { meanCohenKappa } from '#lib/agreement/mean-cohen-kappa';
import { itemJackknife } from '#lib/agreement/measure';
import { choiceMirror } from '#lib/agreement/orientation';
import { withoutRepeats } from '#lib/agreement/without-repeats';
import { median } from '#lib/statistics/quantile';
import { seededRandom } from '#lib/statistics/random';
import { simulatedLabels } from './simulated-labels';

interface Row {
  metric: string;
  value: number;
  unit: string;
}

const CATEGORIES = ['A', 'TIE', 'B'];
const mirror = choiceMirror(CATEGORIES)!;
const RUNS = 5;

/** Median seconds of a few runs, on the clock and of processor time, after two that warm the compiler up. */
function seconds(work: () => unknown): { wall: number; cpu: number } {
  work();
  work();
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    return { wall: (performance.now() - start) / 1000, cpu: (used.user + used.system) / 1e6 };
  });
  return { wall: median(runs.map((run) => run.wall))!, cpu: median(runs.map((run) => run.cpu))! };
}

function measure(columns: LabelColumns, name: string): Row[] {
  const tally = agreementTally(columns);
  const random = seededRandom(3);
  const tags = Array.from({ length: 200 }, () =>
    Int32Array.from({ length: 500 }, (_, k) => (k * 497 + random.integer(497)) % columns.itemCount),
  );
  const alphas = [
    alphaMeasure(3),
    alphaMeasure(3, { metric: 'ordinal' }),
    alphaMeasure(3, { metric: 'interval' }),
    alphaMeasure(3, { mirror }),
  ];
  const parts: [string, () => unknown][] = [
    ['repeats left aside', () => withoutRepeats(columns)],
    ['patterns of counts', () => countPatterns(columns)],
    [
      'alpha ×4 with item jackknife, from labels',
      () => {
        const sums = itemSums(columns);
        return alphas.map((alpha) => [alpha.value(sums.total, sums.layout), itemJackknife(sums, alpha)]);
      },
    ],
    ['tally with annotator jackknife sums', () => agreementTally(columns)],
    [
      'all coefficients, both intervals, from the tally',
      () => [
        ...(['nominal', 'ordinal', 'interval'] as const).map((metric) =>
          krippendorffAlpha(tally, { metric }),
        ),
        swapInvariantAlpha(tally, mirror),
        fleissKappa(tally),
        gwetAc(tally),
        gwetAc(tally, 'linear'),
        brennanPrediger(tally),
      ],
    ],
    ['Conger with error', () => congerKappa(tally)],
    [
      '1,000 bootstrap replicates of four alphas',
      () => bootstrapIntervals(tally, alphas, { replicates: 1000, seed: 1 }),
    ],
    ['all annotator pairs, with exact item effects', () => cohenPairs(columns)],
    ['weighted mean kappa with both jackknives', () => meanCohenKappa(pairs)],
    ['each annotator against the others', () => annotatorAgreement(tally, pairs)],
    ['influence of every annotator', () => alphaInfluenceOfAnnotators(tally, { mirror })],
    ['influence of 200 tags of 500 items', () => alphaInfluenceOfItems(tally, tags, { mirror })],
    [
      'whole agreement report with bootstrap',
      () =>
        agreementReport(columns, {
          categories: CATEGORIES,
          annotatorIds: Array.from({ length: columns.annotatorCount }, (_, k) => `annotator ${k}`),
          orientation: 'canonical',
          mirror,
          bootstrap: { replicates: 1000, seed: 1 },
        }),
    ],
  ];
  const pairs = cohenPairs(columns);
  const rows = parts.flatMap(([metric, work]): Row[] => {
    const { wall, cpu } = seconds(work);
    return [
      { metric: `${name}: ${metric}`, value: wall, unit: 's' },
      { metric: `${name}: ${metric}, processor`, value: cpu, unit: 's' },
    ];
  });
  rows.push({ metric: `${name}: one more label`, value: perLabel(columns), unit: 'µs' });
  return rows;
}

/** Mean microseconds of an added label, measured over the last tenth of the batch. */
function perLabel(columns: LabelColumns): number {
  const counter = new IncrementalAgreement(sumsLayout(3).categoryCount);
  const last = Math.floor(columns.items.length * 0.9);
  const add = (label: number) =>
    counter.add(columns.items[label]!, columns.annotators[label]!, columns.choices[label]!);
  for (let label = 0; label < last; label++) add(label);
  const start = performance.now();
  for (let label = last; label < columns.items.length; label++) add(label);
  return ((performance.now() - start) * 1000) / (columns.items.length - last);
}

const rows: Row[] = [];
for (const [labels, annotators] of [
  [100_000, 100],
  [300_000, 250],
  [1_000_000, 500],
] as const) {
  const name = `${labels / 1000}k labels, ${annotators} annotators`;
  const own = measure(simulatedLabels(labels, annotators, 20240611), name);
  rows.push(...own);
  for (const { metric, value, unit } of own)
    console.log(`${metric.padEnd(96)} ${value.toFixed(unit === 's' ? 4 : 2).padStart(9)} ${unit}`);
}
const peak = {
  metric: 'peak memory of the process',
  value: process.resourceUsage().maxRSS / 1024,
  unit: 'MB',
};
rows.push(peak);
console.log(`${peak.metric.padEnd(96)} ${peak.value.toFixed(0).padStart(9)} MB`);
const folder = path.resolve('tests/bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'statistics-agreement.json'), `${JSON.stringify(rows, null, 2)}\n`);
