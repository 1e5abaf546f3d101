import { formatDay, numberAxis } from './axis-ticks';
import type { AxisTick, ChartAlternative } from './chart-alternative';
import { formatCount } from './format-figure';

export interface BarDrawing {
  bars: {
    x: number;
    label: string;
    count: number /** The day is not over. */;
    partial: boolean;
    tip: string[];
  }[];
  yDomain: [number, number];
  yTicks: AxisTick[];
  /** Words under the first and the last bar. */
  first: string;
  last: string;
  /** Middle count of the finished days; null when there is none. */
  median: number | null;
  alternative: ChartAlternative;
}

/**
 * Labels per UTC day as bars. A day without labels is a bar of no height, because zero was counted; today is outlined, because it is not over.
 *
 * @param today the current UTC day, "2026-11-23".
 * @returns null when there are no days. Throws a RangeError on a day that is none or a count below zero.
 */
export function prepareLabelsPerDay(
  days: { day: string; labels: number }[],
  today: string,
): BarDrawing | null {
  if (days.length === 0) return null;
  const bars = days.map(({ day, labels }) => {
    const at = Date.parse(`${day}T00:00:00Z`);
    if (Number.isNaN(at)) throw new RangeError(`prepareLabelsPerDay: ${day} is not a day`);
    if (!(labels >= 0)) throw new RangeError('prepareLabelsPerDay: a count is not below zero');
    const partial = day === today;
    return {
      x: at,
      label: formatDay(at),
      count: labels,
      partial,
      tip: [formatDay(at) + (partial ? ', so far' : ''), `${formatCount(labels)} labels`],
    };
  });
  const y = numberAxis(0, Math.max(1, ...bars.map((bar) => bar.count)), formatCount, { count: 3 });
  const finished = bars
    .filter((bar) => !bar.partial)
    .map((bar) => bar.count)
    .sort((a, b) => a - b);
  const half = finished.length >> 1;
  const median =
    finished.length === 0
      ? null
      : finished.length % 2 === 1
        ? finished[half]!
        : (finished[half - 1]! + finished[half]!) / 2;
  const lastBar = bars[bars.length - 1]!;
  return {
    bars,
    yDomain: y.domain,
    // Counts are whole: a mark between two would be a label that cannot be.
    yTicks: y.ticks.filter((tick) => Number.isInteger(tick.at)),
    first: bars[0]!.label,
    last: lastBar.partial ? 'today so far' : lastBar.label,
    median,
    alternative: {
      summary: `Labels per day, ${bars[0]!.label} to ${lastBar.label}; middle ${formatCount(median)}.`,
      headers: ['Day', 'Labels'],
      rows: bars.map((bar) => [bar.label + (bar.partial ? ' so far' : ''), formatCount(bar.count)]),
    },
  };
}
