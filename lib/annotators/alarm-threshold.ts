import type { Random } from '#lib/statistics/random';

/** What the null distributions of one annotator's two charts depend on. */
export interface NullChart {
  /** Cohort odds at each monitored label. */
  odds: Float64Array;
  /** Posterior of the offset that the baseline left. */
  mean: number;
  sd: number;
  /** The offsets that the charts of "worse" and of "better" assume: the bounds of the posterior. */
  upper: number;
  lower: number;
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
 * let labels come as the cohort's own odds say, run the charts, note their highest points. Uncertainty about the
 * baseline is thereby part of the limit. A chart's maximum has an exponential tail, so rare probabilities come from a
 * fit to the highest tenth instead of from millions of paths. Annotators with records of similar length share their
 * paths when the crew is too large to give each enough of their own within the budget. Both charts run on the same
 * simulated labels.
 *
 * @returns one distribution per chart of either kind, in order.
 */
export function maximumDistributions(
  charts: NullChart[],
  oddsRatio: number,
  random: Random,
  budget: number,
): { worse: MaximumDistribution[]; better: MaximumDistribution[] } {
  if (!(budget > 0)) throw new RangeError(`maximumDistributions: budget must be positive, got ${budget}`);
  const total = charts.reduce((sum, chart) => sum + chart.odds.length, 0);
  const share = Math.floor(budget / Math.max(1, total));
  const paths = Math.max(8, Math.min(MOST_PATHS, share));
  const groupSize = Math.ceil(PATHS_PER_GROUP / paths);
  const order = charts
    .map((_, index) => index)
    .sort((a, b) => charts[a]!.odds.length - charts[b]!.odds.length || a - b);
  const groups = Math.max(1, Math.floor(order.length / groupSize));
  const worse: MaximumDistribution[] = new Array(charts.length);
  const better: MaximumDistribution[] = new Array(charts.length);
  for (let group = 0; group < groups; group++) {
    const from = Math.floor((group * order.length) / groups);
    const to = Math.floor(((group + 1) * order.length) / groups);
    const highest = new Float64Array((to - from) * paths);
    const mirroredHighest = new Float64Array(highest.length);
    for (let at = from; at < to; at++) {
      const [own, end] = [(at - from) * paths, (at - from + 1) * paths];
      const into = [highest.subarray(own, end), mirroredHighest.subarray(own, end)] as const;
      simulateMaxima(charts[order[at]!]!, oddsRatio, random, ...into);
    }
    const distributions = [tailFit(highest.sort()), tailFit(mirroredHighest.sort())] as const;
    for (let at = from; at < to; at++) [worse[order[at]!], better[order[at]!]] = distributions;
  }
  return { worse, better };
}

/** What each label takes from the chart's statistic, event or not. */
function costs(odds: Float64Array, oddsRatio: number, assumed: number): Float64Array {
  const assumedRatio = Math.exp(assumed);
  return odds.map((own) => {
    const w = own * assumedRatio;
    return Math.log((1 + oddsRatio * w) / (1 + w));
  });
}

const WORDS = 2 ** 32;

/** Fills in the highest point of each path, of the chart and of its mirror. */
function simulateMaxima(
  { odds, mean, sd, upper, lower }: NullChart,
  oddsRatio: number,
  random: Random,
  highest: Float64Array,
  mirroredHighest: Float64Array,
): void {
  const gain = Math.log(oddsRatio);
  const cost = costs(odds, oddsRatio, upper);
  const mirroredCost = costs(odds, 1 / oddsRatio, lower);
  for (let path = 0; path < highest.length; path++) {
    const ratio = Math.exp(mean + sd * random.normal());
    let sum = 0;
    let most = 0;
    let mirroredSum = 0;
    let mirroredMost = 0;
    for (let t = 0; t < odds.length; t++) {
      const w = odds[t]! * ratio;
      sum -= cost[t]!;
      mirroredSum -= mirroredCost[t]!;
      if (random.word() * (1 + w) < w * WORDS) {
        sum += gain;
        mirroredSum -= gain;
      }
      if (sum < 0) sum = 0;
      else if (sum > most) most = sum;
      if (mirroredSum < 0) mirroredSum = 0;
      else if (mirroredSum > mirroredMost) mirroredMost = mirroredSum;
    }
    highest[path] = most;
    mirroredHighest[path] = mirroredMost;
  }
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
