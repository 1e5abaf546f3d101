import { funnelLimits } from '#lib/annotators/rate-funnel';
import { numberAxis } from './axis-ticks';
import type { AxisTick, ChartAlternative } from './chart-alternative';
import { axisFigure, formatCount, formatPercent } from './format-figure';

export interface FunnelPoint {
  name: string;
  value: number;
  of: number;
  qValue: number | null;
  flagged: boolean;
  /** The one that the page is about. */
  current?: boolean;
}

export interface FunnelDrawing {
  points: {
    x: number;
    y: number;
    name: string;
    tone: 'plain' | 'flagged' | 'current';
    named: boolean;
    tip: string[];
  }[];
  centre: number;
  /** Limits that chance alone stays within, 95 % and 99.8 %, from few labels to many. */
  limits: { x: number; inner: [number, number]; outer: [number, number] }[];
  xDomain: [number, number];
  xTicks: AxisTick[];
  yDomain: [number, number];
  yTicks: AxisTick[];
  alternative: ChartAlternative;
}

const STEPS = 48;

/**
 * A funnel plot: each annotator's rate over how many labels it rests on, inside limits that narrow as labels grow. Who lies
 * outside does something that chance does not.
 *
 * @returns null when nobody has a rate. Throws a RangeError for a rate outside [0, 1] or a count below 1.
 */
export function prepareFunnel(
  annotators: FunnelPoint[],
  centre: number | null,
  what: string,
): FunnelDrawing | null {
  if (centre === null || annotators.length === 0) return null;
  for (const { value, of } of annotators)
    if (!(value >= 0 && value <= 1 && of >= 1))
      throw new RangeError('prepareFunnel: a rate of at least one label lies in [0, 1]');
  const most = Math.max(...annotators.map((a) => a.of));
  const least = Math.min(...annotators.map((a) => a.of));
  const x = numberAxis(0, most, formatCount, { count: 4 });
  const from = Math.max(1, Math.min(least, x.domain[1] / 50));
  // Evenly on the square root, where the limits are straight.
  const at = Array.from(
    { length: STEPS + 1 },
    (_, k) => (Math.sqrt(from) + ((Math.sqrt(x.domain[1]) - Math.sqrt(from)) * k) / STEPS) ** 2,
  );
  const limits = at.map((n) => ({
    x: n,
    inner: funnelLimits(centre, Math.max(1, n), 0.95),
    outer: funnelLimits(centre, Math.max(1, n), 0.998),
  }));
  const values = annotators.map((a) => a.value);
  const room = limits.find((limit) => limit.x >= least) ?? limits[0]!;
  const y = numberAxis(
    Math.max(0, Math.min(...values, room.inner[0])),
    Math.min(1, Math.max(...values, room.inner[1])),
    (value, digits) => axisFigure(value, 'percent', digits),
    { count: 4, bounds: [0, 1] },
  );
  const flagged = annotators.filter((a) => a.flagged);
  return {
    // The current one last, so that nothing is drawn over it.
    points: [...annotators]
      .sort(
        (a, b) =>
          Number(a.current ?? false) - Number(b.current ?? false) || Number(a.flagged) - Number(b.flagged),
      )
      .map((a) => ({
        x: a.of,
        y: a.value,
        name: a.name,
        tone: a.current ? 'current' : a.flagged ? 'flagged' : 'plain',
        named: (a.current ?? false) || (a.flagged && flagged.length <= 4),
        tip: [
          a.name,
          `${formatPercent(a.value)} of ${formatCount(a.of)}`,
          a.qValue === null ? '' : `q ${a.qValue < 0.001 ? '< 0.001' : `= ${a.qValue.toFixed(3)}`}`,
        ].filter(Boolean),
      })),
    centre,
    limits,
    xDomain: x.domain,
    xTicks: x.ticks.filter((tick) => Number.isInteger(tick.at)),
    yDomain: y.domain,
    yTicks: y.ticks,
    alternative: {
      summary: `${what} of ${annotators.length} annotators around ${formatPercent(centre)}; ${flagged.length === 0 ? 'nobody stands out' : `${flagged.map((a) => a.name).join(', ')} ${flagged.length > 1 ? 'stand' : 'stands'} out`}.`,
      headers: ['Annotator', what, 'Labels', 'q-value'],
      rows: annotators.map((a) => [
        a.name,
        formatPercent(a.value),
        formatCount(a.of),
        a.qValue === null ? '–' : a.qValue.toFixed(4),
      ]),
    },
  };
}
