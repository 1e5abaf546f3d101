import { annotatorDrift } from '#lib/annotators/annotator-drift';
import { batchDrift } from '#lib/annotators/batch-drift';
import { bradleyTerry } from '#lib/annotators/bradley-terry';
import { consensusSignals } from '#lib/annotators/consensus-signals';
import { dawidSkene, oneCoin } from '#lib/annotators/dawid-skene';
import { pairCounts } from '#lib/annotators/pair-counts';
import { positionBias } from '#lib/annotators/position-bias';
import { selfConsistency } from '#lib/annotators/self-consistency';
import { type BenchRow, keepRows, peakMemory, printRows, seconds, timeRows } from './bench-rows';
import { simulatedLabels, simulatedSources } from './simulated-labels';

/** Goals hold for a million labels; smaller batches are printed beside them. */
function measure(labels: number, annotators: number): BenchRow[] {
  const columns = simulatedLabels(labels, annotators, 20240611);
  const { first, second, outcomes, count } = simulatedSources(columns);
  const pairs = pairCounts(first, second, outcomes, count);
  const signals = consensusSignals(columns);
  const mirror = Uint8Array.of(2, 1, 0);
  const parts: [string, () => unknown, number?][] = [
    ['Dawid–Skene, MAP, swap-tied, to 1e-6', () => dawidSkene(columns, { mirror }), 1.5],
    ['Dawid–Skene, maximum likelihood, to 1e-6', () => dawidSkene(columns, { method: 'ml' })],
    ['one-coin, to 1e-6', () => oneCoin(columns)],
    ['outcomes per pair of sources', () => pairCounts(first, second, outcomes, count)],
    [
      'Bradley–Terry, Davidson ties, position, errors',
      () => bradleyTerry(pairs, { ties: 'davidson', position: true }),
      0.15,
    ],
    ['disagreement with the others', () => consensusSignals(columns)],
    ['drift of all annotators, limits simulated', () => annotatorDrift(signals, { seed: 1 }), 1],
    ['drift from labels, both rounds', () => batchDrift(columns, { seed: 1 })],
    ['side bias', () => positionBias(outcomes, columns.annotators, annotators)],
    ['self-consistency', () => selfConsistency(columns)],
  ];
  const name = `${labels / 1000}k labels, ${annotators} annotators`;
  return parts.flatMap(([metric, work, goal]) =>
    timeRows(
      `${name}: ${metric}`,
      seconds(work, { runs: 3, warmUps: 1 }),
      labels === 1_000_000 ? goal : undefined,
    ),
  );
}

const rows: BenchRow[] = [];
for (const [labels, annotators] of [
  [100_000, 100],
  [300_000, 250],
  [1_000_000, 500],
] as const) {
  const own = measure(labels, annotators);
  printRows(own);
  rows.push(...own);
}
const peak = peakMemory('annotator figures and models, peak memory');
printRows([peak]);
keepRows('statistics', [...rows, peak]);
