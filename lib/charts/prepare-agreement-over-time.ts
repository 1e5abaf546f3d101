import type { Estimate } from '../statistics/estimate';
import { dayTicks, formatDay, numberAxis } from './axis-ticks';
import type { BandDrawing, BandPoint } from './band-drawing';
import { axisFigure, type FigureKind, formatFigure, formatInterval } from './format-figure';

export interface AgreementWindow {
  /** Ends of the window, ISO 8601. */
  from: string;
  to: string;
  comparisonsWithOverlap: number;
  estimate: Pick<Estimate, 'value' | 'ci95' | 'ci95Annotators'>;
}

export interface AgreementOverTimeOptions {
  /** How the figure reads. */
  kind?: FigureKind;
  /** What it is called, "Swap-invariant alpha". */
  name: string;
  /** Which uncertainty the band shows. Annotators like these, unless asked otherwise; a window without that one has no band. */
  interval?: 'ci95Annotators' | 'ci95';
  threshold?: number;
  bounds?: readonly [number, number];
  /** Guideline versions and the like, ISO 8601. */
  flags?: { at: string; label: string }[];
  alarms?: { at: string; label: string }[];
}

/**
 * Agreement over time as it is drawn: each window a point in its middle, its band from the interval, windows that could not be measured a
 * hatched gap with the number of comparisons they have. The line breaks at a gap; nothing is filled in.
 *
 * @returns null when no window holds a value: there is nothing to draw, and the page says why. Throws a RangeError on a date that is none.
 */
export function prepareAgreementOverTime(
  windows: AgreementWindow[],
  options: AgreementOverTimeOptions,
): BandDrawing | null {
  const { kind = 'coefficient', name, interval = 'ci95Annotators', threshold, bounds = [-1, 1] } = options;
  const spans = windows.map((window) => ({
    ...window,
    fromMs: instant(window.from),
    toMs: instant(window.to),
  }));
  const measured = spans.filter((span) => span.estimate.value !== null);
  if (measured.length === 0) return null;

  const points: BandPoint[] = spans.map((span, at) => {
    const { value } = span.estimate;
    const band = value === null ? null : (span.estimate[interval] ?? null);
    const alone = (other: number) => (spans[other]?.estimate.value ?? null) === null;
    return {
      x: (span.fromMs + span.toMs) / 2,
      value,
      band,
      lone: value !== null && alone(at - 1) && alone(at + 1),
      tip: [
        `${formatDay(span.fromMs)} – ${formatDay(span.toMs)}`,
        value === null ? 'not measurable' : `${name} ${formatFigure(value, kind)}`,
        ...(band ? [`95 %: ${formatInterval(band, kind)}`] : []),
        `${span.comparisonsWithOverlap} comparisons with overlap`,
      ],
    };
  });
  const figures = points.flatMap((point) => [
    ...(point.value === null ? [] : [point.value]),
    ...(point.band ?? []),
  ]);
  if (threshold !== undefined) figures.push(threshold);
  const y = numberAxis(
    Math.min(...figures),
    Math.max(...figures),
    (value, digits) => axisFigure(value, kind, digits),
    { bounds },
  );
  const firstMs = spans[0]!.fromMs;
  const lastMs = spans[spans.length - 1]!.toMs;
  const last = points.findLast((point) => point.value !== null)!;
  const inside = (marks: { at: string; label: string }[] = []) =>
    marks
      .map((mark) => ({ x: instant(mark.at), label: mark.label }))
      .filter((mark) => mark.x >= firstMs && mark.x <= lastMs);

  return {
    points,
    xDomain: [firstMs, lastMs],
    xTicks: dayTicks(firstMs, lastMs),
    yDomain: y.domain,
    yTicks: y.ticks,
    gaps: gaps(spans),
    reference:
      threshold === undefined ? null : { y: threshold, label: `needs ${formatFigure(threshold, kind)}` },
    flags: inside(options.flags),
    alarms: inside(options.alarms),
    ahead: null,
    end: {
      x: last.x,
      y: last.value!,
      strong: formatFigure(last.value, kind),
      soft: formatInterval(last.band, kind),
    },
    tone: 'ink',
    alternative: {
      summary: `${name} over time, ${measured.length} of ${spans.length} windows measured; last ${formatFigure(last.value, kind)}${last.band ? `, 95 % interval ${formatInterval(last.band, kind)}` : ''}.`,
      headers: ['From', 'To', name, '95 % interval', 'Comparisons with overlap'],
      rows: spans.map((span, at) => [
        formatDay(span.fromMs),
        formatDay(span.toMs),
        span.estimate.value === null ? 'not measurable' : formatFigure(span.estimate.value, kind),
        formatInterval(points[at]!.band, kind),
        String(span.comparisonsWithOverlap),
      ]),
    },
  };
}

function instant(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new RangeError(`prepareAgreementOverTime: ${iso} is not a date`);
  return ms;
}

/** Neighbouring windows without a value become one gap. */
function gaps(spans: (AgreementWindow & { fromMs: number; toMs: number })[]): BandDrawing['gaps'] {
  const found: { from: number; to: number; overlaps: number }[] = [];
  for (const span of spans) {
    if (span.estimate.value !== null) continue;
    const before = found[found.length - 1];
    if (before && before.to === span.fromMs) {
      before.to = span.toMs;
      before.overlaps += span.comparisonsWithOverlap;
    } else found.push({ from: span.fromMs, to: span.toMs, overlaps: span.comparisonsWithOverlap });
  }
  return found.map(({ from, to, overlaps }) => ({ from, to, label: `gap: ${overlaps} overlaps` }));
}
