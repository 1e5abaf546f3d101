import { numberAxis } from './axis-ticks';
import { type BandDrawing, LINE_ALONE } from './band-drawing';
import type { AxisTick, ChartAlternative } from './chart-alternative';
import { axisFigure, formatCoefficient, formatInterval, formatPercent } from './format-figure';

export interface LossPoint {
  /** Position in epochs: 1.5 is half-way through the second. */
  epoch: number;
  /** Mean loss, nats per pair. */
  training: number | null;
  validation: number | null;
}

export interface LossDrawing {
  points: { x: number; training: number | null; validation: number | null; tip: string[] }[];
  xDomain: [number, number];
  xTicks: AxisTick[];
  yDomain: [number, number];
  yTicks: AxisTick[];
  ahead: { from: number; to: number } | null;
  /** `labelY` is where the words stand: apart, where the two lines end close together. */
  ends: { x: number; y: number; labelY: number; label: string; tone: 'accent' | 'ink' }[];
  alternative: ChartAlternative;
}

/** Epochs along an axis that reaches to the end of the run from the start, so that the drawing says how much is left. */
function epochAxis(epochs: number): { domain: [number, number]; ticks: AxisTick[] } {
  const every = Math.ceil(epochs / 6);
  const ticks = Array.from({ length: epochs + 1 }, (_, epoch) => ({
    at: epoch,
    label: epoch === 0 ? '0' : `epoch ${epoch}`,
  }));
  return { domain: [0, epochs], ticks: ticks.filter(({ at }) => at % every === 0) };
}

/**
 * Training and validation loss of a run. Points are drawn as measured, without smoothing; log 2 is a coin.
 *
 * @param epochs how many the run will take at most.
 * @returns null before the first point. Throws a RangeError when there is no epoch.
 */
export function prepareLossCurves(points: LossPoint[], epochs: number): LossDrawing | null {
  if (!(epochs >= 1)) throw new RangeError('prepareLossCurves: a run has at least one epoch');
  const losses = points
    .flatMap((point) => [point.training, point.validation])
    .filter((loss): loss is number => loss !== null);
  if (losses.length === 0) return null;
  const y = numberAxis(Math.min(...losses), Math.max(...losses), formatCoefficient, {
    count: 4,
    bounds: [0, Infinity],
  });
  const x = epochAxis(epochs);
  const reached = Math.max(...points.map((point) => point.epoch));
  const lastOf = (key: 'training' | 'validation') => points.findLast((point) => point[key] !== null);
  const validation = lastOf('validation');
  const training = lastOf('training');
  const ends: LossDrawing['ends'] = [];
  if (validation) ends.push(lineEnd(validation.epoch, validation.validation!, 'validation', 'accent'));
  if (training) ends.push(lineEnd(training.epoch, training.training!, 'training', 'ink'));
  keepApart(ends, y.domain[1] - y.domain[0]);
  return {
    points: points.map((point) => ({
      x: point.epoch,
      training: point.training,
      validation: point.validation,
      tip: [
        `epoch ${formatCoefficient(point.epoch, Number.isInteger(point.epoch) ? 0 : 1)}`,
        ...(point.training === null ? [] : [`training ${formatCoefficient(point.training, 3)}`]),
        ...(point.validation === null ? [] : [`validation ${formatCoefficient(point.validation, 3)}`]),
      ],
    })),
    xDomain: x.domain,
    xTicks: x.ticks,
    yDomain: y.domain,
    yTicks: y.ticks,
    ahead: reached < epochs ? { from: reached, to: epochs } : null,
    ends,
    alternative: {
      summary: `Loss by epoch, ${formatCoefficient(reached, 1)} of ${epochs} epochs done. ${ends.map((end) => end.label).join(', ')}.`,
      headers: ['Epoch', 'Training loss', 'Validation loss'],
      rows: points
        .filter((point) => point.validation !== null || point === training)
        .map((point) => [
          formatCoefficient(point.epoch, 1),
          formatCoefficient(point.training, 3),
          formatCoefficient(point.validation, 3),
        ]),
    },
  };
}

function lineEnd(x: number, y: number, name: string, tone: 'accent' | 'ink'): LossDrawing['ends'][number] {
  return { x, y, labelY: y, label: `${name} ${formatCoefficient(y, 3)}`, tone };
}

/** Words need about a tenth of the height of a small chart; closer ends push each other off, the higher one up. */
function keepApart(ends: LossDrawing['ends'], span: number): void {
  const [one, other] = ends;
  if (!one || !other || Math.abs(one.y - other.y) >= span * 0.1) return;
  const middle = (one.y + other.y) / 2;
  const up = one.y >= other.y ? 1 : -1;
  one.labelY = middle + up * span * 0.05;
  other.labelY = middle - up * span * 0.05;
}

export interface AccuracyPoint {
  epoch: number;
  accuracy: number | null;
  ci95: readonly [number, number] | null;
}

/**
 * Validation accuracy by epoch with its band, against what a rule reaches that only looks at the length.
 *
 * @returns null before the first accuracy.
 */
export function prepareAccuracyByEpoch(
  points: AccuracyPoint[],
  epochs: number,
  baseline?: { accuracy: number; label: string } | null,
): BandDrawing | null {
  if (!(epochs >= 1)) throw new RangeError('prepareAccuracyByEpoch: a run has at least one epoch');
  const figures = points.flatMap((point) => [
    ...(point.accuracy === null ? [] : [point.accuracy]),
    ...(point.ci95 ?? []),
  ]);
  if (figures.length === 0) return null;
  const last = points.findLast((point) => point.accuracy !== null)!;
  if (baseline) figures.push(baseline.accuracy);
  const y = numberAxis(
    Math.min(...figures),
    Math.max(...figures),
    (value, digits) => axisFigure(value, 'percent', digits),
    {
      count: 4,
      bounds: [0, 1],
    },
  );
  const x = epochAxis(epochs);
  const reached = Math.max(...points.map((point) => point.epoch));
  return {
    points: points.map((point, at) => ({
      x: point.epoch,
      value: point.accuracy,
      band: point.ci95,
      lone:
        point.accuracy !== null &&
        (points[at - 1]?.accuracy ?? null) === null &&
        (points[at + 1]?.accuracy ?? null) === null,
      tip: [
        `epoch ${point.epoch}`,
        `accuracy ${formatPercent(point.accuracy)}`,
        ...(point.ci95 ? [`95 %: ${formatInterval(point.ci95, 'percent')}`] : []),
      ],
    })),
    xDomain: x.domain,
    xTicks: x.ticks,
    yDomain: y.domain,
    yTicks: y.ticks,
    ...LINE_ALONE,
    reference: baseline
      ? { y: baseline.accuracy, label: `${baseline.label} ${formatPercent(baseline.accuracy)}` }
      : null,
    ahead: reached < epochs ? { from: reached, to: epochs } : null,
    end: {
      x: last.epoch,
      y: last.accuracy!,
      strong: formatPercent(last.accuracy),
      soft: formatInterval(last.ci95, 'percent'),
    },
    tone: 'accent',
    alternative: {
      summary: `Validation accuracy by epoch; last ${formatPercent(last.accuracy)}${last.ci95 ? `, 95 % interval ${formatInterval(last.ci95, 'percent')}` : ''}${baseline ? `; ${baseline.label} ${formatPercent(baseline.accuracy)}` : ''}.`,
      headers: ['Epoch', 'Validation accuracy', '95 % interval'],
      rows: points.map((point) => [
        String(point.epoch),
        formatPercent(point.accuracy),
        formatInterval(point.ci95, 'percent'),
      ]),
    },
  };
}
