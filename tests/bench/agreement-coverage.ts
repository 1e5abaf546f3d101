import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Coverage, simulateCoverage } from '#tests/reference/coverage-simulation';

/** Coverage of the nominal 95 % intervals by simulation; the goals are 93–97 % (items) and 92–97 % (annotators). */
const MARGINS = {
  balanced: [1 / 3, 1 / 3, 1 / 3],
  '85/5/10': [0.85, 0.05, 0.1],
} as const;
const rows: { metric: string; value: number; unit: string }[] = [];
console.log(
  'items annotators margins    items: alpha swap-invariant AC1    annotators: alpha swap-invariant',
);
for (const [name, margins] of Object.entries(MARGINS)) {
  for (const [items, annotators, replicates] of [
    [30, 8, 2000],
    [100, 12, 2000],
    [500, 20, 2000],
    [2000, 20, 1000],
  ] as const) {
    const coverage = simulateCoverage({ items, annotators, margins, replicates, seed: 20240611 + items });
    const cell = (key: keyof Coverage, width: number) => coverage[key].toFixed(3).padStart(width);
    console.log(
      `${String(items).padStart(5)} ${String(annotators).padStart(10)} ${name.padEnd(10)}${cell('alphaItems', 13)}${cell('swapInvariantItems', 15)}${cell('gwetAc1Items', 6)}${cell('alphaAnnotators', 17)}${cell('swapInvariantAnnotators', 15)}`,
    );
    for (const [key, value] of Object.entries(coverage))
      rows.push({
        metric: `coverage, ${items} items, ${annotators} annotators, ${name}: ${key}`,
        value,
        unit: 'share',
      });
  }
}
console.log(
  '\nunequal workloads, balanced (k-th annotator 1/k of the first): annotators: alpha swap-invariant',
);
for (const [items, annotators] of [
  [500, 20],
  [500, 40],
  [1000, 100],
] as const) {
  const { alphaAnnotators, swapInvariantAnnotators } = simulateCoverage({
    items,
    annotators,
    margins: MARGINS.balanced,
    replicates: 1000,
    seed: 20240611 + items,
    workloadSkew: 1,
  });
  console.log(
    `${String(items).padStart(5)} ${String(annotators).padStart(10)} ${alphaAnnotators.toFixed(3)} ${swapInvariantAnnotators.toFixed(3)}`,
  );
  for (const [key, value] of Object.entries({ alphaAnnotators, swapInvariantAnnotators }))
    rows.push({
      metric: `coverage, ${items} items, ${annotators} annotators, unequal workloads: ${key}`,
      value,
      unit: 'share',
    });
}
const folder = path.resolve('tests/bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'agreement-coverage.json'), `${JSON.stringify(rows, null, 2)}\n`);
