import type { CheckpointMean, OptimisationPoint } from '../reward-model/over-optimisation';
import { numberAxis } from './axis-ticks';
import { type BandDrawing, LINE_ALONE } from './band-drawing';
import {
  axisFigure,
  type FigureKind,
  formatCoefficient,
  formatFigure,
  formatInterval,
} from './format-figure';

export type SignKey = 'logLength' | 'repetition' | 'disagreement';

export interface SignDrawing {
  key: SignKey;
  name: string;
  note: string;
  first: string;
  last: string;
  drawing: BandDrawing;
}

const SIGNS: Record<
  SignKey,
  { name: string; note: string; kind: FigureKind; read: (value: number) => number }
> = {
  logLength: { name: 'Length', note: 'characters, geometric mean', kind: 'count', read: Math.exp },
  repetition: {
    name: 'Repetition',
    note: 'share of three-word sequences said before',
    kind: 'percent',
    read: (x) => x,
  },
  disagreement: {
    name: 'Disagreement',
    note: 'between models of disjoint annotators, standard deviations',
    kind: 'coefficient',
    read: (x) => x,
  },
};

/** Length, repetition and disagreement against √KL, each with its 95 % band: what rises with the reward though nobody asked for it. */
export function prepareOptimisationSigns(
  points: readonly OptimisationPoint[],
  warned: { kl: number; sign: string } | null,
): SignDrawing[] {
  return (Object.keys(SIGNS) as SignKey[]).flatMap((key) => {
    const own = points.flatMap((point) => (point[key] ? [{ point, figure: point[key] }] : []));
    return own.length < 2 ? [] : [sign(key, own, warned)];
  });
}

function sign(
  key: SignKey,
  own: { point: OptimisationPoint; figure: CheckpointMean }[],
  warned: { kl: number; sign: string } | null,
): SignDrawing {
  const { name, note, kind, read } = SIGNS[key];
  const points = own.map(({ point, figure: { mean, se } }) => {
    const band = [read(mean - 1.96 * se), read(mean + 1.96 * se)] as const;
    return {
      x: Math.sqrt(point.kl),
      value: read(mean),
      band,
      lone: false,
      tip: [
        `step ${point.step}, ${formatCoefficient(point.kl, 1)} nats`,
        `${name.toLowerCase()} ${formatFigure(read(mean), kind)}`,
        `95 %: ${formatInterval(band, kind)}`,
      ],
    };
  });
  const figures = points.flatMap(({ band }) => [...band]);
  const y = numberAxis(
    Math.min(...figures),
    Math.max(...figures),
    (v, digits) => axisFigure(v, kind, digits),
    {
      count: 3,
      bounds: [0, Number.POSITIVE_INFINITY],
    },
  );
  const reach = points.at(-1)!.x;
  const x = numberAxis(0, Math.max(reach, 1e-6), (v, digits) => axisFigure(v, 'coefficient', digits), {
    bounds: [0, reach],
  });
  const [first, last] = [formatFigure(points[0]!.value, kind), formatFigure(points.at(-1)!.value, kind)];
  return {
    ...{ key, name, note, first, last },
    drawing: {
      points,
      xDomain: x.domain,
      xTicks: x.ticks,
      yDomain: y.domain,
      yTicks: y.ticks,
      ...LINE_ALONE,
      alarms: warned ? [{ x: Math.sqrt(warned.kl), label: '' }] : [],
      end: { x: reach, y: points.at(-1)!.value, strong: last, soft: '' },
      tone: 'ink',
      alternative: {
        summary: `${name} by distance from the reference: ${first} at first, ${last} now.`,
        headers: ['Step', 'KL, nats', name],
        rows: own.map(({ point, figure }) => [
          String(point.step),
          formatCoefficient(point.kl, 2),
          formatFigure(read(figure.mean), kind),
        ]),
      },
    },
  };
}
