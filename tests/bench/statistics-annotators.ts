import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { annotatorDrift } from '#lib/annotators/annotator-drift';
import { batchDrift } from '#lib/annotators/batch-drift';
import { bradleyTerry } from '#lib/annotators/bradley-terry';
import { consensusSignals } from '#lib/annotators/consensus-signals';
import { dawidSkene, oneCoin } from '#lib/annotators/dawid-skene';
import { pairCounts } from '#lib/annotators/pair-counts';
import { positionBias } from '#lib/annotators/position-bias';
import { selfConsistency } from '#lib/annotators/self-consistency';
import { median } from '#lib/statistics/quantile';
import { seededRandom } from '#lib/statistics/random';
import { simulatedLabels } from './simulated-labels';

interface Row {
  metric: string;
  value: number;
  unit: string;
  /** What the figure should not exceed; absent where nothing was promised. */
  goal?: number;
}

const RUNS = 3;
const SOURCES = 20;

/** Median seconds of a few runs, on the clock and of processor time, after one that warms the compiler up. */
function seconds(work: () => unknown): { wall: number; cpu: number } {
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

/** Goals hold for a million labels; smaller batches are printed beside them. */
function measure(labels: number, annotators: number): Row[] {
  const columns = simulatedLabels(labels, annotators, 20240611);
  const random = seededRandom(5);
  const first = Int32Array.from({ length: labels }, () => random.integer(SOURCES));
  const second = first.map((source) => (source + 1 + random.integer(SOURCES - 1)) % SOURCES);
  const outcomes = columns.choices.map((choice) => [0, 2, 1][choice]!);
  const pairs = pairCounts(first, second, outcomes, SOURCES);
  const signals = consensusSignals(columns);
  const mirror = Uint8Array.of(2, 1, 0);
  const parts: [string, () => unknown, number?][] = [
    ['Dawid–Skene, MAP, swap-tied, to 1e-6', () => dawidSkene(columns, { mirror }), 1.5],
    ['Dawid–Skene, maximum likelihood, to 1e-6', () => dawidSkene(columns, { method: 'ml' })],
    ['one-coin, to 1e-6', () => oneCoin(columns)],
    ['outcomes per pair of sources', () => pairCounts(first, second, outcomes, SOURCES)],
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
  return parts.flatMap(([metric, work, goal]): Row[] => {
    const { wall, cpu } = seconds(work);
    return [
      { metric: `${name}: ${metric}`, value: wall, unit: 's', ...(goal && labels === 1_000_000 && { goal }) },
      { metric: `${name}: ${metric}, processor`, value: cpu, unit: 's' },
    ];
  });
}

const rows: Row[] = [];
for (const [labels, annotators] of [
  [100_000, 100],
  [300_000, 250],
  [1_000_000, 500],
] as const) {
  const own = measure(labels, annotators);
  rows.push(...own);
  for (const { metric, value, unit, goal } of own)
    console.log(
      `${metric.padEnd(88)} ${value.toFixed(4).padStart(9)} ${unit}${goal ? `  goal ${goal}` : ''}`,
    );
}
const peak = {
  metric: 'peak memory of the process',
  value: process.resourceUsage().maxRSS / 1024,
  unit: 'MB',
};
rows.push(peak);
console.log(`${peak.metric.padEnd(88)} ${peak.value.toFixed(0).padStart(9)} MB`);
const folder = path.resolve('tests/bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'statistics-annotators.json'), `${JSON.stringify(rows, null, 2)}\n`);
