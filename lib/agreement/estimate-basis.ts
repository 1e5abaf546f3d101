import { normalCdf, normalQuantile, tQuantile } from '#lib/statistics/distributions';
import type { Interval } from '#lib/statistics/estimate';
import type { MeasureSums } from './agreement-tally';
import { carriedInterval, MIN_ANNOTATORS, NEGLIGIBLE } from './estimate-with-intervals';
import { agreementScale, annotatorJackknife, itemJackknife, type Measure } from './measure';

/** What both intervals of a chance-corrected figure are made of, so that one of any level can be made exactly. */
export interface EstimateBasis {
  /** Delete-one-item error, and the comparisons behind it. */
  seItems: number | null;
  items: number;
  /** Delete-one-annotator error, and the annotators who overlap. */
  seAnnotators: number | null;
  annotators: number;
  /** The agreement behind the figure and how much faster the figure moves: for units that do not differ at all. */
  agreement: number;
  scale: number;
}

/** How an interval is read: at which confidence level, and how many times as wide as that level asks for. */
export interface IntervalReading {
  level: number;
  widening: number;
}

/** The basis of a measure's intervals; null where the figure itself is undefined. */
export function estimateBasis(tally: MeasureSums, measure: Measure): EstimateBasis | null {
  const value = measure.value(tally.total, tally.layout);
  if (!Number.isFinite(value)) return null;
  return {
    seItems: itemJackknife(tally, measure),
    items: tally.total[tally.layout.pairable]!,
    seAnnotators: annotatorJackknife(tally, measure),
    annotators: tally.overlapping.length,
    ...agreementScale(tally, value),
  };
}

/** "These annotators, new comparisons": the item interval at another level. Null as `ci95` is. */
export function itemInterval(value: number, basis: EstimateBasis, reading: IntervalReading): Interval | null {
  return intervalOf(value, basis.seItems, basis.items, basis, reading);
}

/** "Annotators like these": the annotator interval at another level. Null as `ci95Annotators` is. */
export function annotatorInterval(
  value: number,
  basis: EstimateBasis,
  reading: IntervalReading,
): Interval | null {
  if (basis.annotators < MIN_ANNOTATORS) return null;
  return intervalOf(value, basis.seAnnotators, basis.annotators, basis, reading);
}

/** The level whose normal interval is `widening` times as wide: for intervals that are not value ± error. */
export function widenedLevel({ level, widening }: IntervalReading): number {
  const deviate = widening * normalQuantile(1 - (1 - level) / 2);
  return 1 - 2 * (1 - normalCdf(deviate));
}

function intervalOf(
  value: number,
  se: number | null,
  units: number,
  basis: EstimateBasis,
  reading: IntervalReading,
): Interval | null {
  // Stored figures come back as they were written by whoever wrote them: what is no error gives no interval.
  if (se === null || !(se >= 0 && Number.isFinite(se)) || !(units >= 2)) return null;
  if (se < NEGLIGIBLE)
    return carriedInterval(value, basis.agreement, units, basis.scale, widenedLevel(reading));
  const half = reading.widening * tQuantile(1 - (1 - reading.level) / 2, units - 1) * se;
  return [value - half, Math.min(1, value + half)];
}
