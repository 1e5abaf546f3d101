import { type Coverage, type CoverageSetting, simulateCoverage } from '#tests/reference/coverage-simulation';
import { type BenchRow, keepRows, printRows, verdict } from './bench-rows';

/*
 * What the nominal 95 % intervals hold in simulated batches. Goals: 93–97 % (items) from 100 comparisons on and 92–97 %
 * (annotators) from 12 annotators on. Argument: replicates per setting (2,000; five times as many up to 100 comparisons, where
 * the share lies nearest a goal and a batch costs least: a share of 0.97 is then known to 0.0017 instead of 0.0038).
 */
const replicatesWanted = Number(process.argv[2] ?? 2000);
const MARGINS = {
  balanced: [1 / 3, 1 / 3, 1 / 3],
  '85/5/10': [0.85, 0.05, 0.1],
} as const;
const NAMES: Record<keyof Coverage, string> = {
  alphaItems: 'new comparisons, alpha',
  swapInvariantItems: 'new comparisons, swap-invariant alpha',
  gwetAc1Items: 'new comparisons, AC1',
  alphaAnnotators: 'annotators like these, alpha',
  swapInvariantAnnotators: 'annotators like these, swap-invariant alpha',
};
const rows: BenchRow[] = [];

function say(
  setting: Omit<CoverageSetting, 'replicates' | 'seed' | 'margins'>,
  keys: (keyof Coverage)[],
): void {
  const { items, annotators, overlap = 3, workloadSkew } = setting;
  const replicates = items <= 100 ? 5 * replicatesWanted : replicatesWanted;
  for (const [margins, shares] of Object.entries(MARGINS)) {
    const seed = 20240611 + items + overlap;
    const coverage = simulateCoverage({ ...setting, margins: shares, replicates, seed });
    const workloads = workloadSkew ? ', k-th annotator 1/k of the first' : '';
    const promised = items >= 100 && annotators >= 12 && !workloadSkew;
    const own = keys.map(
      (key): BenchRow => ({
        metric: `${items} comparisons × ${overlap}, ${annotators} annotators, ${margins}${workloads}: ${NAMES[key]}`,
        value: coverage[key],
        unit: 'share',
        ...(promised && { goal: key.endsWith('Items') ? ([0.93, 0.97] as const) : ([0.92, 0.97] as const) }),
      }),
    );
    printRows(own);
    rows.push(...own);
  }
}

const SIZES = [
  [30, 8],
  [100, 12],
  [500, 20],
  [2000, 20],
] as const;
const ANNOTATOR_KEYS = ['alphaAnnotators', 'swapInvariantAnnotators'] as (keyof Coverage)[];
for (const [items, annotators] of SIZES) say({ items, annotators }, Object.keys(NAMES) as (keyof Coverage)[]);
for (const overlap of [2, 4])
  for (const [items, annotators] of SIZES.slice(1, 3)) say({ items, annotators, overlap }, ANNOTATOR_KEYS);
for (const [items, annotators] of [
  [100, 12],
  [500, 20],
  [500, 40],
  [1000, 100],
] as const)
  say({ items, annotators, workloadSkew: 1 }, ANNOTATOR_KEYS);
keepRows('coverage', rows, { anew: true });
console.log(verdict(rows));
