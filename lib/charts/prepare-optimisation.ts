import { curveAt, curveError } from '../reward-model/gold-curve';
import type { CheckpointMean, OptimisationPoint, OverOptimisation } from '../reward-model/over-optimisation';
import { numberAxis } from './axis-ticks';
import type { AxisTick, ChartAlternative } from './chart-alternative';
import { axisFigure, formatCoefficient, formatSigned } from './format-figure';

export interface OptimisationDrawing {
  points: {
    x: number;
    proxy: number;
    proxyBand: [number, number] | null;
    gold: number | null;
    goldBand: [number, number] | null;
    opinion: number | null;
    tip: string[];
  }[];
  /** The fitted curve of the judge with its 95 % band, finer than the checkpoints. */
  curve: { x: number; fitted: number; fittedBand: [number, number] }[];
  xDomain: [number, number];
  xTicks: AxisTick[];
  yDomain: [number, number];
  yTicks: AxisTick[];
  /** Where the judge's curve turns: the estimate, and its interval as far as it lies on the axis. */
  peak: { x: number; from: number; to: number; label: string } | null;
  warning: { x: number; label: string } | null;
  ends: { x: number; y: number; labelY: number; label: string; tone: 'ink' | 'accent' | 'quiet' }[];
  alternative: ChartAlternative;
}

const CURVE_POINTS = 60;

/**
 * Reward and gold against the distance from the reference, √KL, both as the change since the first checkpoint: what an optimiser
 * sees, and what people would say. Null below two checkpoints.
 *
 * @param warned the checkpoint of the warning that was given, which later checkpoints do not take back.
 */
export function prepareOptimisation(
  points: readonly OptimisationPoint[],
  { judge, curve, peakCi95 }: Pick<OverOptimisation, 'judge' | 'curve' | 'peakCi95'>,
  warned: { step: number; kl: number } | null,
): OptimisationDrawing | null {
  if (points.length < 2) return null;
  const first = points[0]!;
  const reach = Math.sqrt(Math.max(...points.map(({ kl }) => kl)));
  const goldBase = points.find(({ gold }) => gold)?.gold?.mean ?? 0;
  const opinionBase = first.secondOpinion?.mean ?? 0;
  const drawn = points.map((point) => {
    const proxy = point.proxy.mean - first.proxy.mean;
    const gold = point.gold && point.gold.mean - goldBase;
    const opinion = point.secondOpinion && point.secondOpinion.mean - opinionBase;
    return {
      x: Math.sqrt(point.kl),
      ...{ proxy, gold, opinion },
      proxyBand: band(proxy, point.proxy),
      goldBand: gold === null ? null : band(gold, point.gold!),
      tip: [
        `step ${point.step}, ${formatCoefficient(point.kl, 1)} nats`,
        `reward ${formatSigned(proxy, 2)}`,
        ...(gold === null ? [] : [`gold score ${formatSigned(gold, 2)}`]),
        ...(opinion === null ? [] : [`second opinion ${formatSigned(opinion, 2)}`]),
      ],
    };
  });
  const base = judge === 'gold' ? goldBase : opinionBase;
  const fitted =
    curve === null
      ? []
      : Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
          const x = (reach * i) / CURVE_POINTS;
          const y = curveAt(curve, x * x) - base;
          const half = 1.96 * curveError(curve, x * x);
          return { x, fitted: y, fittedBand: [y - half, y + half] as [number, number] };
        });
  const figures = [
    ...drawn.flatMap(({ proxy, gold, opinion }) => [
      proxy,
      ...(gold === null ? [] : [gold]),
      ...(opinion === null ? [] : [opinion]),
    ]),
    ...fitted.map((each) => each.fitted),
    0,
  ];
  const y = numberAxis(
    Math.min(...figures),
    Math.max(...figures),
    (value, digits) => axisFigure(value, 'signed', digits),
    { count: 7 },
  );
  const x = numberAxis(0, reach, (value, digits) => axisFigure(value, 'coefficient', digits), {
    bounds: [0, reach],
    count: 7,
  });
  const last = drawn.at(-1)!;
  const lastGold = drawn.findLast(({ gold }) => gold !== null);
  const ends: OptimisationDrawing['ends'] = [
    {
      x: last.x,
      y: last.proxy,
      labelY: last.proxy,
      label: `reward ${formatSigned(last.proxy, 1)}`,
      tone: 'accent',
    },
  ];
  if (lastGold)
    ends.push({
      x: lastGold.x,
      y: lastGold.gold!,
      labelY: lastGold.gold!,
      label: `gold ${formatSigned(lastGold.gold, 1)}`,
      tone: 'ink',
    });
  if (last.opinion !== null)
    ends.push({
      x: last.x,
      y: last.opinion,
      labelY: last.opinion,
      label: `others ${formatSigned(last.opinion, 1)}`,
      tone: 'quiet',
    });
  keepApart(ends, y.domain);
  return {
    points: drawn,
    curve: fitted,
    xDomain: x.domain,
    xTicks: x.ticks,
    yDomain: y.domain,
    yTicks: y.ticks,
    peak: peakMark(curve?.peakKl ?? null, peakCi95, reach),
    warning: warned && { x: Math.sqrt(warned.kl), label: `stop: step ${warned.step}` },
    ends,
    alternative: {
      summary: `Reward and ${judge ?? 'no other score'} by distance from the reference, ${points.length} checkpoints up to ${formatCoefficient(points.at(-1)!.kl, 1)} nats. ${ends.map(({ label }) => label).join(', ')}.${warned ? ` Warned at step ${warned.step}, ${formatCoefficient(warned.kl, 1)} nats.` : ''}`,
      headers: ['Step', 'KL, nats', 'Reward', 'Gold score', 'Second opinion'],
      rows: points.map((point, at) => [
        String(point.step),
        formatCoefficient(point.kl, 2),
        formatSigned(drawn[at]!.proxy, 2),
        formatSigned(drawn[at]!.gold, 2),
        formatSigned(drawn[at]!.opinion, 2),
      ]),
    },
  };
}

const band = (value: number, { se }: CheckpointMean): [number, number] => [
  value - 1.96 * se,
  value + 1.96 * se,
];

function peakMark(
  peakKl: number | null,
  interval: OverOptimisation['peakCi95'],
  reach: number,
): OptimisationDrawing['peak'] {
  if (peakKl === null || !interval || !Number.isFinite(interval[1])) return null;
  const at = Math.sqrt(peakKl);
  const from = Math.sqrt(interval[0]);
  // What lies beyond the last checkpoint is said in words beside the chart.
  if (at > reach || from > reach) return null;
  const label = `turns at ${formatCoefficient(peakKl, 1)} nats (${formatCoefficient(interval[0], 1)} – ${formatCoefficient(interval[1], 1)})`;
  return { x: at, from, to: Math.min(reach, Math.sqrt(interval[1])), label };
}

/** Words at the ends at least a sixteenth of the height apart, inside the drawing. */
function keepApart(ends: OptimisationDrawing['ends'], [low, high]: [number, number]): void {
  const gap = (high - low) / 14;
  const upwards = [...ends].sort((a, b) => a.labelY - b.labelY);
  for (let i = 1; i < upwards.length; i++)
    upwards[i]!.labelY = Math.max(upwards[i]!.labelY, upwards[i - 1]!.labelY + gap);
  const over = (upwards.at(-1)?.labelY ?? high) - high;
  if (over > 0) for (const end of upwards) end.labelY -= over;
}
