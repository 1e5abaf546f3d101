import type { Estimate } from '#lib/statistics/estimate';
import type { SumsLayout } from './agreement-sums';
import type { MeasureSums } from './agreement-tally';
import { type Measure, measureEstimate } from './measure';
import { checkMirror, type Mirror } from './orientation';

/** How far apart two categories are: different at all, by rank, by value, by ratio of values. */
export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export interface AlphaOptions {
  metric?: Metric;
  /** Value of each category for the interval and ratio metrics; the position in the declared order when left out. */
  values?: ArrayLike<number>;
  /** Makes the coefficient blind to which response is called A: see `swapInvariantAlpha`. */
  mirror?: Mirror;
}

/**
 * Krippendorff's alpha (2011), 1 − observed/expected disagreement, as a measure over the sums. Items with one label
 * are ignored.
 */
export function alphaMeasure(categoryCount: number, options: AlphaOptions = {}): Measure {
  const q = categoryCount;
  const metric = options.metric ?? 'nominal';
  const values = options.values ?? Float64Array.from({ length: q }, (_, c) => c);
  if (values.length !== q) throw new RangeError(`alphaMeasure: ${values.length} values for ${q} categories`);
  const mirror = options.mirror;
  if (mirror) {
    checkMirror('alphaMeasure', mirror, q);
    if (metric === 'interval' || metric === 'ratio') checkMirroredValues(values, mirror);
  }
  const fixed = metric === 'ordinal' ? null : valueDistances(metric, values, q);
  const distances = fixed ?? new Float64Array(q * q);
  const margin = new Float64Array(q);
  return {
    value(sums: Float64Array, layout: SumsLayout) {
      let labels = 0;
      let largest = 0;
      for (let c = 0; c < q; c++) {
        const own = sums[layout.margin + c]!;
        if (own > largest) largest = own;
        margin[c] = mirror ? (own + sums[layout.margin + mirror[c]!]!) / 2 : own;
        labels += own;
      }
      // One category alone proves nothing, whatever its mirror image would add.
      if (largest === labels) return Number.NaN;
      if (!fixed) ordinalDistances(margin, distances);
      let observed = 0;
      let expected = 0;
      let cell = layout.coincidence;
      for (let c = 0; c < q; c++) {
        for (let d = c + 1; d < q; d++) {
          const distance = distances[c * q + d]!;
          observed += sums[cell++]! * distance;
          expected += margin[c]! * margin[d]! * distance;
        }
      }
      // Margins are whole or half numbers, so an expectation of exactly 0 is recognised exactly.
      return expected > 0 ? 1 - ((labels - 1) * observed) / expected : Number.NaN;
    },
  };
}

/**
 * Krippendorff's alpha with the delete-one-item and delete-one-annotator jackknife intervals. Null when no item has
 * two labels (`no_pairs`) or all of them are one category (`no_variation`: full agreement that proves nothing).
 */
export function krippendorffAlpha(tally: MeasureSums, options: AlphaOptions = {}): Estimate {
  return measureEstimate(tally, alphaMeasure(tally.layout.categoryCount, options));
}

/**
 * Alpha that does not depend on which response is called A: chance uses the margins averaged with their mirror image
 * (A and B half each of what they have together, tie as it is), observed disagreement is untouched. Ordinary alpha and
 * kappa collapse when labels are keyed by source and one source wins; this one measures the annotators. Also for
 * strengths, with the scale's mirror and the ordinal or interval metric.
 */
export function swapInvariantAlpha(
  tally: MeasureSums,
  mirror: Mirror,
  options: Omit<AlphaOptions, 'mirror'> = {},
): Estimate {
  return krippendorffAlpha(tally, { ...options, mirror });
}

function valueDistances(metric: Metric, values: ArrayLike<number>, q: number): Float64Array {
  const distances = new Float64Array(q * q);
  for (let c = 0; c < q; c++) {
    for (let d = 0; d < q; d++) {
      const gap = values[c]! - values[d]!;
      const sum = values[c]! + values[d]!;
      if (c === d) continue;
      if (metric === 'nominal') distances[c * q + d] = 1;
      if (metric === 'interval') distances[c * q + d] = gap * gap;
      if (metric === 'ratio') distances[c * q + d] = sum === 0 ? 0 : (gap / sum) ** 2;
    }
  }
  return distances;
}

/** (labels from c to d, the two ends counted half)², by the labels that were given. */
function ordinalDistances(margin: Float64Array, distances: Float64Array): void {
  const q = margin.length;
  for (let c = 0; c < q; c++) {
    let between = margin[c]! / 2;
    for (let d = c + 1; d < q; d++) {
      const gap = between + margin[d]! / 2;
      between += margin[d]!;
      distances[c * q + d] = gap * gap;
    }
  }
}

function checkMirroredValues(values: ArrayLike<number>, mirror: Mirror): void {
  const sum = values[0]! + values[mirror[0]!]!;
  for (let c = 1; c < values.length; c++)
    if (Math.abs(values[c]! + values[mirror[c]!]! - sum) > 1e-9 * Math.max(1, Math.abs(sum)))
      throw new RangeError(`alphaMeasure: the values are not symmetric under the mirror at category ${c}`);
}
