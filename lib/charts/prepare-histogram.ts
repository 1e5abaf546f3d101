import type { Histogram } from '#lib/reward-model/histogram';
import { numberAxis } from './axis-ticks';
import { axisFigure, formatCoefficient, formatCount } from './format-figure';
import type { BarDrawing } from './prepare-labels-per-day';

/** A distribution as bars; the outer ones also hold what lies beyond. */
export function prepareHistogram({ edges, counts }: Histogram, what: string): BarDrawing {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const y = numberAxis(0, Math.max(1, ...counts), (value, digits) => axisFigure(value, 'count', digits), {
    count: 3,
  });
  const range = (i: number) => `${formatCoefficient(edges[i]!)} to ${formatCoefficient(edges[i + 1]!)}`;
  const middle = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]!)[0]!;
  return {
    bars: counts.map((count, i) => ({
      x: i,
      label: range(i),
      count,
      partial: false,
      tip: [range(i), `${formatCount(count)} ${what}`],
    })),
    yDomain: y.domain,
    yTicks: y.ticks,
    first: formatCoefficient(edges[0]!),
    last: formatCoefficient(edges.at(-1)!),
    median: null,
    alternative: {
      summary: `Distribution of ${formatCount(total)} ${what}, most of them around ${range(middle)}.`,
      headers: ['From – to', what],
      rows: counts.map((count, i) => [range(i), formatCount(count)]),
    },
  };
}
