import { numberAxis } from './axis-ticks';
import type { AxisTick, ChartAlternative } from './chart-alternative';
import { axisFigure, formatCount, formatInterval, formatPercent } from './format-figure';

export interface CalibrationPoint {
  /** How sure the model was on average, in [0.5, 1]. */
  confidence: number;
  /** How often labels were on its side. */
  observed: number;
  count: number;
  ci95?: readonly [number, number] | null;
}

export interface CalibrationDrawing {
  points: { x: number; y: number; interval: readonly [number, number] | null; tip: string[] }[];
  xDomain: [number, number];
  xTicks: AxisTick[];
  yDomain: [number, number];
  yTicks: AxisTick[];
  alternative: ChartAlternative;
}

/**
 * Does a stated confidence come true? Points on the diagonal do; below it the model is too sure of itself.
 *
 * @returns null without bins. Throws a RangeError when a confidence or a share is outside [0, 1].
 */
export function prepareCalibration(bins: CalibrationPoint[]): CalibrationDrawing | null {
  if (bins.length === 0) return null;
  for (const { confidence, observed } of bins) {
    if (!(confidence >= 0 && confidence <= 1 && observed >= 0 && observed <= 1)) {
      throw new RangeError('prepareCalibration: confidence and observed are shares');
    }
  }
  const whole = (value: number, digits: number) => axisFigure(value, 'percent', digits);
  const x = numberAxis(Math.min(0.5, ...bins.map((bin) => bin.confidence)), 1, whole, {
    count: 5,
    bounds: [0, 1],
  });
  const y = numberAxis(
    Math.min(0.5, ...bins.flatMap((bin) => [bin.observed, ...(bin.ci95 ?? [])])),
    1,
    whole,
    { count: 5, bounds: [0, 1] },
  );
  const over = bins.filter((bin) => (bin.ci95 ? bin.ci95[1] : bin.observed) < bin.confidence).length;
  return {
    points: bins.map((bin) => ({
      x: bin.confidence,
      y: bin.observed,
      interval: bin.ci95 ?? null,
      tip: [
        `confidence ${formatPercent(bin.confidence)}`,
        `observed ${formatPercent(bin.observed)}${bin.ci95 ? ` (${formatInterval(bin.ci95, 'percent')})` : ''}`,
        `${formatCount(bin.count)} pairs`,
      ],
    })),
    xDomain: x.domain,
    xTicks: x.ticks,
    yDomain: y.domain,
    yTicks: y.ticks,
    alternative: {
      summary: `Stated confidence against observed share in ${bins.length} bins; in ${over} of them the model is surer than its answers deserve.`,
      headers: ['Confidence', 'Observed', '95 % interval', 'Pairs'],
      rows: bins.map((bin) => [
        formatPercent(bin.confidence),
        formatPercent(bin.observed),
        formatInterval(bin.ci95, 'percent'),
        formatCount(bin.count),
      ]),
    },
  };
}
