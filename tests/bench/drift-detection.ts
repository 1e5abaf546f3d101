import {
  type DriftPerformance,
  type DriftScenario,
  driftPerformance,
} from '#tests/reference/drift-simulation';
import { type BenchRow, keepRows, printRows, verdict } from './bench-rows';

/** Figures of the drift chart on simulated annotators, beside what is promised. Argument: how many annotators (2,000). */
const annotators = Number(process.argv[2] ?? 2000);
const MONITORED = 2000;
/** Longer run lengths need more annotators: a one in a hundred alarm is rare. */
const RUN_LENGTHS = [
  { averageRunLength: 40_000, annotators },
  { averageRunLength: 200_000, annotators: annotators * 5 },
];

const rows: BenchRow[] = [];
function say(metric: string, value: number, unit: string, goal: [number, number]): void {
  const row = { metric, value, unit, goal };
  printRows([row]);
  rows.push(row);
}

for (const { averageRunLength, annotators: count } of RUN_LENGTHS) {
  const nominal = -Math.expm1(-MONITORED / averageRunLength);
  for (const scenario of ['stable', 'harder'] as const) {
    const { falseAlarms } = driftPerformance(scenario, count, 20240611, { averageRunLength });
    say(`false alarms of ${count}, ${scenario}, run length ${averageRunLength}`, falseAlarms, 'share', [
      0.7 * nominal,
      1.3 * nominal,
    ]);
  }
}

const delays: [DriftScenario, (result: DriftPerformance) => number, string, [number, number]][] = [
  ['guessing', (result) => result.medianDelay, 'median labels until found', [0, 20]],
  ['half', (result) => result.medianDelay, 'median labels until found', [0, 45]],
  ['first', (result) => result.medianDelay, 'median labels until found', [0, 30]],
  ['gradual', (result) => result.medianDelay, 'median labels until found', [0, 160]],
  ['quarter', (result) => result.medianDelay, 'median labels until found', [0, 125]],
  ['quarter', (result) => result.foundWithin500, 'share found within 500 labels', [0.95, 1]],
];
const results = new Map<DriftScenario, DriftPerformance>();
for (const [scenario, figure, what, goal] of delays) {
  const result = results.get(scenario) ?? driftPerformance(scenario, annotators, 20240611);
  results.set(scenario, result);
  const unit = what.startsWith('share') ? 'share' : 'labels';
  say(`${scenario}: ${what}`, figure(result), unit, goal);
}
keepRows('drift', rows, { anew: true });
console.log(verdict(rows));
