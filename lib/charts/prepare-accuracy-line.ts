import { numberAxis } from './axis-ticks';
import { type BandDrawing, LINE_ALONE } from './band-drawing';
import { axisFigure, formatInterval, formatPercent } from './format-figure';

export interface AccuracyAt {
  x: number;
  /** The place in words: "200 pairs", "10 % turned". */
  at: string;
  accuracy: number;
  ci95: readonly [number, number] | null;
}

/** Accuracy over something that was varied, with its band: pairs trained on, labels turned round. Null below two points. */
export function prepareAccuracyLine(points: readonly AccuracyAt[], varied: string): BandDrawing | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const figures = points.flatMap(({ accuracy, ci95 }) => [accuracy, ...(ci95 ?? [])]);
  const y = numberAxis(
    Math.min(...figures),
    Math.max(...figures),
    (value, digits) => axisFigure(value, 'percent', digits),
    { count: 4, bounds: [0, 1] },
  );
  return {
    points: points.map(({ x, at, accuracy, ci95 }) => ({
      x,
      value: accuracy,
      band: ci95,
      lone: false,
      tip: [at, `accuracy ${formatPercent(accuracy)}${ci95 ? ` (${formatInterval(ci95, 'percent')})` : ''}`],
    })),
    xDomain: [first.x, last.x],
    xTicks: points.map(({ x, at }) => ({ at: x, label: at })),
    yDomain: y.domain,
    yTicks: y.ticks,
    ...LINE_ALONE,
    end: {
      x: last.x,
      y: last.accuracy,
      strong: formatPercent(last.accuracy),
      soft: formatInterval(last.ci95, 'percent'),
    },
    tone: 'ink',
    alternative: {
      summary: `Held-out accuracy by ${varied}: ${formatPercent(first.accuracy)} at ${first.at}, ${formatPercent(last.accuracy)} at ${last.at}.`,
      headers: [varied, 'Accuracy', '95 % interval'],
      rows: points.map(({ at, accuracy, ci95 }) => [
        at,
        formatPercent(accuracy),
        formatInterval(ci95, 'percent'),
      ]),
    },
  };
}
