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
import { seededRandom } from '#lib/statistics/random';
import { atMost, type BenchRow, keepRows, peakMemory, printRows, seconds, timeRows } from './bench-rows';
import { CHOICES, simulatedLabels } from './simulated-labels';

const mirror = choiceMirror(CHOICES)!;

/** Goals hold for a million labels; smaller batches are printed beside them. */
function measure(columns: LabelColumns, name: string): BenchRow[] {
  const million = columns.items.length === 1_000_000;
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
  const parts: [string, () => unknown, number?][] = [
    ['repeats left aside', () => withoutRepeats(columns)],
    ['patterns of counts', () => countPatterns(columns)],
    [
      'agreement coefficients with item jackknife, from labels',
      () => {
        const sums = itemSums(columns);
        return alphas.map((alpha) => [alpha.value(sums.total, sums.layout), itemJackknife(sums, alpha)]);
      },
      0.15,
    ],
    ['tally with all that leaving annotators out needs', () => agreementTally(columns)],
    [
      'annotator jackknife of eight coefficients, from labels',
      () => {
        const whole = agreementTally(columns);
        return [
          ...(['nominal', 'ordinal', 'interval'] as const).map((metric) =>
            krippendorffAlpha(whole, { metric }),
          ),
          swapInvariantAlpha(whole, mirror),
          fleissKappa(whole),
          gwetAc(whole),
          gwetAc(whole, 'linear'),
          brennanPrediger(whole),
        ];
      },
      1,
    ],
    ['Conger with both errors', () => congerKappa(tally)],
    [
      '1,000 bootstrap replicates of four alphas',
      () => bootstrapIntervals(tally, alphas, { replicates: 1000, seed: 1 }),
      0.2,
    ],
    ['all annotator pairs, with exact item effects', () => cohenPairs(columns), 0.4],
    ['weighted mean kappa with both jackknives', () => meanCohenKappa(pairs)],
    ['each annotator against the others', () => annotatorAgreement(tally, pairs)],
    ['influence of every annotator', () => alphaInfluenceOfAnnotators(tally, { mirror })],
    ['influence of 200 tags of 500 items', () => alphaInfluenceOfItems(tally, tags, { mirror })],
    [
      'whole agreement report with bootstrap',
      () =>
        agreementReport(columns, {
          categories: CHOICES,
          annotatorIds: Array.from({ length: columns.annotatorCount }, (_, k) => `annotator ${k}`),
          orientation: 'canonical',
          mirror,
          bootstrap: { replicates: 1000, seed: 1 },
        }),
    ],
  ];
  const pairs = cohenPairs(columns);
  const rows = parts.flatMap(([metric, work, goal]) =>
    timeRows(`${name}: ${metric}`, seconds(work), million ? goal : undefined),
  );
  rows.push({
    metric: `${name}: one more label`,
    value: perLabel(columns),
    unit: 'µs',
    ...(million && { goal: atMost(50) }),
  });
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

const rows: BenchRow[] = [];
for (const [labels, annotators] of [
  [100_000, 100],
  [300_000, 250],
  [1_000_000, 500],
] as const) {
  const name = `${labels / 1000}k labels, ${annotators} annotators`;
  const own = measure(simulatedLabels(labels, annotators, 20240611), name);
  printRows(own);
  rows.push(...own);
}
const peak = peakMemory('agreement, peak memory');
printRows([peak]);
keepRows('statistics', [...rows, peak]);
