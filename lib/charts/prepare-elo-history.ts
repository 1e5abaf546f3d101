import { numberAxis } from './axis-ticks';
import type { AxisTick, ChartAlternative } from './chart-alternative';
import { axisFigure, formatCount } from './format-figure';

/** Lines of one figure over a count, each with its name at its end. */
export interface LinesDrawing {
  lines: {
    name: string;
    points: { x: number; y: number }[];
    last: number;
    strong: boolean;
    labelAt: number;
  }[];
  x: { domain: [number, number]; ticks: AxisTick[] };
  y: { domain: [number, number]; ticks: AxisTick[] };
  alternative: ChartAlternative;
}

/** Lines that can be told apart by their names at the end; more would be a tangle. */
const MOST_LINES = 12;

/**
 * Elo ratings by label order, the strongest sources only. Null with fewer than two points. Names at the end are moved
 * apart so that none covers another.
 *
 * @param least the least distance of two names, as a part of the height.
 */
export function prepareEloHistory(
  sources: string[],
  history: { labels: number[]; ratings: number[][] },
  least = 0.055,
): LinesDrawing | null {
  if (history.labels.length < 2 || sources.length === 0) return null;
  const shown = sources.slice(0, MOST_LINES);
  const values = shown.flatMap((_, at) => history.ratings[at]!);
  const y = numberAxis(
    Math.min(...values),
    Math.max(...values),
    (v, digits) => axisFigure(v, 'count', digits),
    {
      count: 5,
    },
  );
  const end = history.labels.at(-1)!;
  const x = numberAxis(0, end, (v, digits) => axisFigure(v, 'count', digits), { count: 5, bounds: [0, end] });
  const [low, high] = y.domain;
  const lines = shown.map((name, at) => {
    const points = history.labels.map((labels, k) => ({ x: labels, y: history.ratings[at]![k]! }));
    return { name, points, last: points.at(-1)!.y, strong: at === 0, labelAt: points.at(-1)!.y };
  });
  const gap = least * (high - low);
  const upwards = [...lines].sort((a, b) => a.last - b.last);
  for (let k = 1; k < upwards.length; k++)
    upwards[k]!.labelAt = Math.max(upwards[k]!.labelAt, upwards[k - 1]!.labelAt + gap);
  const over = (upwards.at(-1)?.labelAt ?? 0) - high;
  if (over > 0) {
    upwards.at(-1)!.labelAt = high;
    for (let k = upwards.length - 2; k >= 0; k--)
      upwards[k]!.labelAt = Math.min(upwards[k]!.labelAt, upwards[k + 1]!.labelAt - gap);
  }
  return {
    lines,
    x: { domain: [0, end], ticks: x.ticks.filter((tick) => tick.at <= end) },
    y,
    alternative: {
      summary: `Elo ratings over ${formatCount(end)} labels; at the end ${lines.map((line) => `${line.name} ${formatCount(line.last)}`).join(', ')}.`,
      headers: ['labels', ...shown],
      rows: history.labels.map((labels, k) => [
        String(labels),
        ...shown.map((_, at) => String(history.ratings[at]![k]!)),
      ]),
    },
  };
}
