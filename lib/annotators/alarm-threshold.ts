import type { Random } from '#lib/statistics/random';

/** What the null distribution of one annotator's chart depends on. */
export interface NullChart {
  /** Cohort odds at each monitored label. */
  odds: Float64Array;
  /** Posterior of the offset that the baseline left. */
  mean: number;
  sd: number;
  /** The offset that the chart assumes (a bound of the posterior). */
  assumed: number;
}

/** Distribution of a chart's highest point when nothing changes: simulated, with an exponential tail beyond. */
export interface MaximumDistribution {
  /** Probability that the highest point reaches `height` in a record of this length. */
  exceedance(height: number): number;
  /** Height that is reached with this probability. */
  quantile(probability: number): number;
}

/** Enough paths that the fitted tail is known within a few per cent. */
const PATHS_PER_GROUP = 4000;
/** More paths than this per annotator change no limit visibly. */
const MOST_PATHS = 10_000;
/** The share of highest maxima that the exponential tail is fitted to. */
const TAIL_SHARE = 0.1;

/**
 * Posterior-predictive null distribution of each chart's maximum: draw the annotator's true offset from its posterior,
 * let labels come as the cohort's own odds say, run the chart, note its highest point. Uncertainty about the baseline is
 * thereby part of the limit. A chart's maximum has an exponential tail, so rare probabilities come from a fit to the
 * highest tenth instead of from millions of paths. Annotators with records of similar length share their paths when the
 * crew is too large to give each enough of their own within `budget` simulated labels.
 *
 * @returns one distribution per chart, in order.
 */
export function maximumDistributions(
  charts: NullChart[],
  oddsRatio: number,
  random: Random,
  budget = 8e6,
): MaximumDistribution[] {
  if (!(budget > 0)) throw new RangeError(`maximumDistributions: budget must be positive, got ${budget}`);
  const total = charts.reduce((sum, chart) => sum + chart.odds.length, 0);
  const share = Math.floor(budget / Math.max(1, total));
  const paths = Math.max(8, Math.min(MOST_PATHS, share));
  const groupSize = Math.ceil(PATHS_PER_GROUP / paths);
  const order = charts
    .map((_, index) => index)
    .sort((a, b) => charts[a]!.odds.length - charts[b]!.odds.length || a - b);
  const groups = Math.max(1, Math.floor(order.length / groupSize));
  const result: MaximumDistribution[] = new Array(charts.length);
  for (let group = 0; group < groups; group++) {
    const from = Math.floor((group * order.length) / groups);
    const to = Math.floor(((group + 1) * order.length) / groups);
    const maxima = new Float64Array((to - from) * paths);
    for (let at = from; at < to; at++) {
      maxima.set(simulateMaxima(charts[order[at]!]!, oddsRatio, paths, random), (at - from) * paths);
    }
    const distribution = tailFit(maxima.sort());
    for (let at = from; at < to; at++) result[order[at]!] = distribution;
  }
  return result;
}

function simulateMaxima(chart: NullChart, oddsRatio: number, paths: number, random: Random): Float64Array {
  const { odds, mean, sd, assumed } = chart;
  const gain = Math.log(oddsRatio);
  const assumedRatio = Math.exp(assumed);
  const cost = new Float64Array(odds.length);
  for (let t = 0; t < odds.length; t++) {
    const w = odds[t]! * assumedRatio;
    cost[t] = Math.log((1 + oddsRatio * w) / (1 + w));
  }
  const maxima = new Float64Array(paths);
  for (let path = 0; path < paths; path++) {
    const ratio = Math.exp(mean + sd * random.normal());
    let sum = 0;
    let highest = 0;
    for (let t = 0; t < odds.length; t++) {
      const w = odds[t]! * ratio;
      sum -= cost[t]!;
      if (random.next() * (1 + w) < w) sum += gain;
      if (sum < 0) sum = 0;
      else if (sum > highest) highest = sum;
    }
    maxima[path] = highest;
  }
  return maxima;
}

function tailFit(sorted: Float64Array): MaximumDistribution {
  const n = sorted.length;
  const tail = Math.max(1, Math.floor(n * TAIL_SHARE));
  const edge = sorted[n - tail - 1] ?? 0;
  let excess = 0;
  for (let at = n - tail; at < n; at++) excess += sorted[at]! - edge;
  const scale = Math.max(excess / tail, 1e-9);
  return {
    exceedance(height) {
      if (height > edge) return (tail / n) * Math.exp(-(height - edge) / scale);
      let low = 0;
      let high = n;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]! < height) low = middle + 1;
        else high = middle;
      }
      return (n - low) / n;
    },
    quantile(probability) {
      if (probability < tail / n) return edge + scale * Math.log(tail / n / probability);
      return sorted[Math.max(0, Math.min(n - 1, Math.ceil(n * (1 - probability)) - 1))]!;
    },
  };
}
