import type { BestOfNPoint } from '#lib/reward-model/best-of-n';
import { numberAxis } from './axis-ticks';
import { type BandDrawing, LINE_ALONE } from './band-drawing';
import { axisFigure, formatCoefficient, formatInterval, formatPercent } from './format-figure';

/**
 * What choosing the best of n by the model wins with people (with its band), beside what the model expects to win (dashed),
 * over n in doublings. Where the two part, more search buys the model's errors. Null with fewer than two points.
 */
export function prepareBestOfN(points: readonly BestOfNPoint[]): BandDrawing | null {
  const shown = points.filter((point) => point.won.value !== null);
  if (shown.length < 2) return null;
  const figures = shown.flatMap(({ won, believed }) => [
    won.value!,
    ...(won.ci95 ?? []),
    ...(believed.value === null ? [] : [believed.value]),
  ]);
  const y = numberAxis(
    Math.min(0.5, ...figures),
    Math.max(...figures),
    (value, digits) => axisFigure(value, 'percent', digits),
    { count: 4, bounds: [0, 1] },
  );
  const last = shown.at(-1)!;
  const x = (n: number) => Math.log2(n);
  return {
    points: shown.map(({ n, kl, won, believed, length }) => ({
      x: x(n),
      value: won.value,
      band: won.ci95,
      second: believed.value,
      lone: false,
      tip: [
        `best of ${n}, at most ${formatCoefficient(kl)} nats from the source`,
        `people: ${formatPercent(won.value)}${won.ci95 ? ` (${formatInterval(won.ci95, 'percent')})` : ''}`,
        `the model expects ${formatPercent(believed.value)}`,
        `length × ${formatCoefficient(length.value)}`,
      ],
    })),
    xDomain: [0, x(last.n)],
    xTicks: shown.map(({ n }) => ({ at: x(n), label: n === 1 ? 'any' : `best of ${n}` })),
    yDomain: y.domain,
    yTicks: y.ticks,
    ...LINE_ALONE,
    end: {
      x: x(last.n),
      y: last.won.value!,
      strong: `people ${formatPercent(last.won.value)}`,
      soft: formatInterval(last.won.ci95, 'percent'),
    },
    secondEnd: secondEnd(last, x(last.n), y.domain),
    tone: 'accent',
    alternative: {
      summary: `Share of people's votes won by the best of n: ${formatPercent(shown[0]!.won.value)} for any response, ${formatPercent(last.won.value)} for the best of ${last.n}, where the model expects ${formatPercent(last.believed.value)}.`,
      headers: [
        'n',
        'KL at most, nats',
        'Won with people',
        '95 % interval',
        'Model expects',
        'Length, relative',
      ],
      rows: shown.map(({ n, kl, won, believed, length }) => [
        String(n),
        formatCoefficient(kl),
        formatPercent(won.value),
        formatInterval(won.ci95, 'percent'),
        formatPercent(believed.value),
        formatCoefficient(length.value),
      ]),
    },
  };
}

/** The dashed line is named at its end, pushed off the words of the other line where both end close together. */
function secondEnd(
  { believed, won }: BestOfNPoint,
  x: number,
  [low, high]: [number, number],
): BandDrawing['secondEnd'] {
  if (believed.value === null) return null;
  const apart = 0.16 * (high - low);
  const away = believed.value - won.value!;
  const y =
    Math.abs(away) >= apart
      ? believed.value
      : won.value! + (away >= 0 && won.value! + apart <= high ? apart : -1.4 * apart);
  return { x, y, label: `belief ${formatPercent(believed.value, 0)}` };
}
