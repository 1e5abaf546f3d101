import { multinomialSample } from '#lib/statistics/binomial-sample';
import { bcaInterval, jackknifeAcceleration } from '#lib/statistics/bootstrap-interval';
import type { Interval } from '#lib/statistics/estimate';
import { type Random, seededRandom } from '#lib/statistics/random';
import type { ItemSums } from './agreement-tally';
import { intervalWithoutVariation, itemReplicates, type Measure, pairableMultiplicity } from './measure';

export interface BootstrapOptions {
  /** Resamples; 1,000 is enough for an interval. */
  replicates: number;
  seed: number;
}

/**
 * Bootstrap over items: the items are drawn again with replacement and each figure is taken anew; 95 % intervals
 * (BCa). Items with the same counts are interchangeable, so a resample of a million items is one multinomial draw over
 * a handful of patterns. All measures share the resamples.
 *
 * @returns one interval per measure; null where the figure is undefined, or too often so among the resamples.
 */
export function bootstrapIntervals(
  tally: ItemSums,
  measures: readonly Measure[],
  options: BootstrapOptions,
): (Interval | null)[] {
  if (!(Number.isInteger(options.replicates) && options.replicates >= 2))
    throw new RangeError(`bootstrapIntervals: at least 2 replicates, got ${options.replicates}`);
  const { layout, multiplicity, contributions, total } = tally;
  const width = layout.width;
  const draw = itemSampler(multiplicity, seededRandom(options.seed));
  const drawn = new Float64Array(multiplicity.length);
  const sums = new Float64Array(width);
  const replicates = measures.map(() => new Float64Array(options.replicates));
  for (let r = 0; r < options.replicates; r++) {
    draw(drawn);
    sums.fill(0);
    for (let p = 0; p < drawn.length; p++) {
      const times = drawn[p]!;
      if (times === 0) continue;
      for (let s = 0; s < width; s++) sums[s]! += times * contributions[p * width + s]!;
    }
    for (let k = 0; k < measures.length; k++) replicates[k]![r] = measures[k]!.value(sums, layout);
  }
  return measures.map((measure, k) => {
    const value = measure.value(total, layout);
    if (!Number.isFinite(value)) return null;
    const own = replicates[k]!;
    // As with the jackknife: items that do not differ prove little, however often they are drawn again.
    if (own.every((replicate) => Math.abs(replicate - value) < 1e-12))
      return intervalWithoutVariation(tally, value, total[layout.pairable]!, measure.low === 0);
    return bcaInterval(
      own,
      value,
      jackknifeAcceleration(itemReplicates(tally, measure), pairableMultiplicity(tally)),
    );
  });
}

/** Draws as many items as there are: by binomials when patterns are few, one by one when nearly all differ. */
function itemSampler(multiplicity: Float64Array, random: Random): (out: Float64Array) => void {
  const items = multiplicity.reduce((sum, times) => sum + times, 0);
  if (items > 8 * multiplicity.length) return (out) => multinomialSample(random, items, multiplicity, out);
  const patternOf = new Int32Array(items);
  let at = 0;
  for (let p = 0; p < multiplicity.length; p++)
    for (let k = 0; k < multiplicity[p]!; k++) patternOf[at++] = p;
  return (out) => {
    out.fill(0);
    for (let k = 0; k < items; k++) out[patternOf[random.integer(items)]!]!++;
  };
}
