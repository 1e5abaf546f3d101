import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median } from '#lib/statistics/quantile';

/** One figure of a bench. */
export interface BenchRow {
  metric: string;
  value: number;
  unit: string;
  /** What the figure should lie within; absent where nothing was promised. */
  goal?: readonly [low: number, high: number];
}

const FOLDER = path.resolve('tests/bench/results');

/** At most this much. */
export const atMost = (high: number): readonly [number, number] => [0, high];

const isMet = ({ value, goal }: BenchRow) => goal === undefined || (value >= goal[0] && value <= goal[1]);

/** Median seconds of a few runs, on the clock and of processor time, after some that warm the compiler up. */
export function seconds(
  work: () => unknown,
  { runs = 5, warmUps = 2 }: { runs?: number; warmUps?: number } = {},
): { wall: number; cpu: number } {
  for (let run = 0; run < warmUps; run++) work();
  const timed = Array.from({ length: runs }, () => {
    const start = performance.now();
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    return { wall: (performance.now() - start) / 1000, cpu: (used.user + used.system) / 1e6 };
  });
  return { wall: median(timed.map((run) => run.wall))!, cpu: median(timed.map((run) => run.cpu))! };
}

/** The rows of a piece of work: its time, held to the goal, and the processor time, which a busy machine stretches less. */
export function timeRows(
  metric: string,
  { wall, cpu }: { wall: number; cpu: number },
  goal?: number,
): BenchRow[] {
  return [
    { metric, value: wall, unit: 's', ...(goal !== undefined && { goal: atMost(goal) }) },
    { metric: `${metric}, processor`, value: cpu, unit: 's' },
  ];
}

/** The highest memory that this process has held. */
export function peakMemory(metric: string, goal?: number): BenchRow {
  const value = process.resourceUsage().maxRSS / 1024;
  return { metric, value, unit: 'MB', ...(goal !== undefined && { goal: atMost(goal) }) };
}

/** Prints rows, each with its goal and whether it is met. */
export function printRows(rows: readonly BenchRow[]): void {
  for (const row of rows) {
    const digits = row.unit === 'MB' ? 0 : row.unit === 's' || row.unit === 'share' ? 4 : 2;
    const [low, high] = row.goal ?? [];
    const goal = low ? (low === high ? `exactly ${low}` : `${low} to ${high}`) : `at most ${high}`;
    console.log(
      `${row.metric.padEnd(92)} ${row.value.toFixed(digits).padStart(9)} ${row.unit.padEnd(7)}${row.goal ? ` goal ${goal}: ${isMet(row) ? 'met' : 'MISSED'}` : ''}`.trimEnd(),
    );
  }
}

/** Adds rows to tests/bench/results/<name>.json, or begins that file anew. */
export function keepRows(name: string, rows: readonly BenchRow[], { anew = false } = {}): void {
  mkdirSync(FOLDER, { recursive: true });
  const kept = anew ? [] : readRows(name);
  const told = rows.map((row) => (row.goal ? { ...row, met: isMet(row) } : row));
  writeFileSync(fileOf(name), `${JSON.stringify([...kept, ...told], null, 2)}\n`);
}

/** One line: how many goals are met, and which are missed by how much. */
export function verdict(rows: readonly BenchRow[]): string {
  const held = rows.filter((row) => row.goal);
  const missed = held.filter((row) => !isMet(row));
  if (missed.length === 0) return `All ${held.length} goals are met.`;
  const by = missed.map(({ metric, value, unit, goal }) => {
    const bound = value > goal![1] ? goal![1] : goal![0];
    return `${metric} (${value.toPrecision(3)} ${unit} for ${bound})`;
  });
  return `${held.length - missed.length} of ${held.length} goals are met; missed: ${by.join('; ')}.`;
}

/** The rows kept so far. */
export function readRows(name: string): BenchRow[] {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as BenchRow[];
}

const fileOf = (name: string) => path.join(FOLDER, `${name}.json`);
