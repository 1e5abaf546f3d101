export interface WhiskerFigures {
  /** The measured value, or null when it could not be measured. */
  value: number | null;
  /** Its interval. Null for an exact count, which is drawn as a diamond. */
  interval?: readonly [number, number] | null;
  /** Where the limit stands. */
  threshold?: number | null;
  /** The side of the threshold that is asked for; it is shaded. */
  required?: 'above' | 'below';
  /** The ends of the scale. Left out, they are chosen so that everything is on it; give them to compare rows by eye. */
  domain?: readonly [number, number];
  /** The ends that no value can pass, such as [0, 1] for a share: a chosen scale stays inside. */
  bounds?: readonly [number, number];
}

/** Positions along the track, in percent of its width. */
export interface WhiskerMarks {
  dot: number | null;
  bar: { from: number; to: number; openLeft: boolean; openRight: boolean } | null;
  tick: number | null;
  shade: { from: number; to: number } | null;
}

/**
 * The scale when none is given. Around an interval: all figures, with three fifths of their span to either side, inside the bounds.
 * For an exact value: from zero to twice the threshold, so that the distance between diamond and tick says how near it is.
 */
function chosenDomain({ value, interval, threshold, bounds }: WhiskerFigures): [number, number] {
  const figures = [value, threshold ?? null, ...(interval ?? [])].filter((x): x is number => x !== null);
  if (!interval && value !== null && value >= 0 && threshold && threshold > 0) {
    return [
      Math.max(bounds?.[0] ?? 0, 0),
      Math.min(bounds?.[1] ?? Infinity, Math.max(2 * threshold, value * 1.1)),
    ];
  }
  const low = Math.min(...figures);
  const high = Math.max(...figures);
  // A lone figure has no span of its own; a tenth of its size keeps tick and dot apart from the ends.
  const margin = high > low ? (high - low) * 0.6 : Math.max(Math.abs(high) * 0.1, 0.05);
  return [Math.max(bounds?.[0] ?? -Infinity, low - margin), Math.min(bounds?.[1] ?? Infinity, high + margin)];
}

/**
 * Where the parts of a whisker stand: dot, interval bar (with an open end where it leaves the scale), threshold tick and
 * the shaded required side. Null when there is nothing to place, that is neither value nor threshold. A value beyond a given scale sits at its end.
 */
export function prepareWhisker(figures: WhiskerFigures): WhiskerMarks | null {
  const { value, interval, threshold, required } = figures;
  for (const x of [value, threshold, ...(interval ?? []), ...(figures.domain ?? [])]) {
    if (typeof x === 'number' && !Number.isFinite(x))
      throw new RangeError('prepareWhisker: figures must be finite');
  }
  if (value === null && (threshold === null || threshold === undefined)) return null;
  const [low, high] = figures.domain ?? chosenDomain(figures);
  if (!(low < high)) throw new RangeError('prepareWhisker: the scale must have a length');
  const place = (x: number) => Math.min(100, Math.max(0, ((x - low) / (high - low)) * 100));
  const tick = threshold === null || threshold === undefined ? null : place(threshold);
  return {
    dot: value === null ? null : place(value),
    bar:
      interval && value !== null
        ? {
            from: place(interval[0]),
            to: place(interval[1]),
            openLeft: interval[0] < low,
            openRight: interval[1] > high,
          }
        : null,
    tick,
    shade:
      tick === null || !required
        ? null
        : required === 'above'
          ? { from: tick, to: 100 }
          : { from: 0, to: tick },
  };
}
