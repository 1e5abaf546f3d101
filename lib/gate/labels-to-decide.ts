import { normalCdf, normalQuantile, tQuantile } from '#lib/statistics/distributions';
import { ITEM_PARTS, varianceParts } from './evidence-growth';
import { alphaReading, type PolicyReading } from './measure-check';
import { PROMISED_SHARE, plannedCount, smallestCount } from './planned-count';
import type { QualityFigures } from './quality-figures';

/** A third label adds pairs to a comparison that has one pair already: worth about this much of a second one. */
const THIRD_LABEL = 0.8;

/** Nobody plans for more than so many times the comparisons that are there: then it is not comparisons that are missing. */
const FARTHEST = 20;

/** Where the crew limits what labels can do, they are still worth asking for if they decide it this often. */
const WORTH_COLLECTING = 0.25;

/** Middles of equally likely slices of what the true error may be: few annotators tell it only roughly. */
const SLICES = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];

/**
 * An annotator error is known less well than from so many equal parts, and a number is asked for just when it came out
 * in a certain range: half the degrees of freedom make the promise true (`npm run bench -- gate`).
 */
const TRUST = 0.5;

/** What would decide the pool's alpha, with what that rests on. */
export interface LabelsToDecide {
  /** Labels on comparisons that have some: second ones first, then third ones. Null when no number is worth asking for. */
  labels: number | null;
  /** New comparisons needed besides, with two labels each (counted in `labels`). */
  newComparisons: number;
  /** The chance that those labels decide it: the promise, or less where the crew is what limits it. */
  chance: number;
  /** Annotators like these that would make it the promise; 0 when labels alone will do, null when nothing in reach does. */
  annotators: number | null;
  /** How much of the interval's variance comes from having only these annotators: labels do not shrink it. */
  crewShare: number;
  halfWidth: number;
  room: number;
}

/**
 * How many more overlapping labels decide the pool's alpha (either way) in PROMISED_SHARE of the batches that look like
 * this one. The interval narrows: the part of its variance that comes from the comparisons with their number, the part
 * that comes from the crew only with more annotators. Meanwhile the figure moves by the noise of the comparisons still
 * to come. How large the two parts are is itself known only as well as that many annotators tell: the chance is
 * averaged over what the annotator error may truly be (its square is scaled chi-square).
 * The smallest number whose chance to decide reaches the promise is returned; where the crew itself keeps it from that,
 * how many more annotators would, and the number of labels that gets most of what labels can.
 *
 * @returns null when alpha is not measured.
 */
export function labelsToDecide(
  figures: QualityFigures,
  threshold: number,
  policy: PolicyReading,
): LabelsToDecide | null {
  const { alphaBasis: basis, swapInvariantAlpha, comparisons, comparisonsWithOverlap: now } = figures;
  const value = swapInvariantAlpha.value;
  const reading = alphaReading(figures, policy);
  const parts = basis && varianceParts(basis);
  if (value === null || !parts || !reading || !basis || now < 2) return null;
  const people = basis.annotators;
  const whole = parts.crew + parts.items;
  const itemPart = ITEM_PARTS * basis.seItems! ** 2;
  const quantile = (df: number) => reading.widening * tQuantile(1 - (1 - policy.level) / 2, df);
  const freedom = (people - 1) * TRUST;
  const errors = SLICES.map((p) => (whole * freedom) / chisquareQuantile(p, freedom));
  /** Chance that it is decided with so many times the information from comparisons and so many more annotators. */
  const chance = (kept: number, more: number): number => {
    const stays = people / (people + more);
    let sum = 0;
    for (const error of errors) {
      const crew = Math.max(0, error - itemPart);
      const items = error - crew;
      const half = quantile(people + more - 1) * Math.sqrt(crew * stays + items * kept);
      const moves = Math.sqrt((items / ITEM_PARTS) * (1 - kept) + crew * (1 - stays));
      sum += outside(value - threshold, half, moves);
    }
    return sum / errors.length;
  };
  const found = {
    crewShare: whole > 0 ? parts.crew / whole : 0,
    halfWidth: quantile(people - 1) * Math.sqrt(whole),
    room: Math.abs(value - threshold),
  };
  const singles = Math.max(0, comparisons - now);
  const onThese = (n: number) =>
    chance(now / (now + Math.min(n, singles) + THIRD_LABEL * Math.max(0, n - singles)), 0);
  const withNew = (n: number) => chance(now / (now + singles + n), 0);
  const reaching = (target: number): Pick<LabelsToDecide, 'labels' | 'newComparisons' | 'chance'> | null => {
    const labels = smallestCount(singles + comparisons, (n) => onThese(n) >= target);
    if (labels !== null) return { labels: plannedCount(labels), newComparisons: 0, chance: target };
    const fresh = smallestCount(FARTHEST * comparisons, (n) => withNew(n) >= target);
    if (fresh === null) return null;
    const planned = plannedCount(fresh);
    return { labels: singles + 2 * planned, newComparisons: planned, chance: target };
  };
  const promised = reaching(PROMISED_SHARE);
  if (promised) return { ...found, ...promised, annotators: 0 };
  // Somebody new brings about as many labels as each of the others has given, half of them on comparisons with one.
  const each = Math.max(20, Math.round(figures.labels / people));
  const annotators = smallestCount(
    FARTHEST * people,
    (k) => chance(now / (now + singles + (k * each) / 2), k) >= PROMISED_SHARE,
  );
  // Second labels on what is there are the best that the present crew can give; beyond them, new comparisons.
  const second = singles > 0 ? onThese(singles) : 0;
  const best = withNew(FARTHEST * comparisons);
  const less =
    second >= WORTH_COLLECTING
      ? { labels: plannedCount(singles), newComparisons: 0, chance: second }
      : best >= WORTH_COLLECTING
        ? reaching(0.9 * best)
        : null;
  return { ...found, labels: null, newComparisons: 0, chance: 0, ...less, annotators };
}

/** Chance that a figure `gap` away from the threshold, which still moves by `moves`, ends more than `half` away from it. */
function outside(gap: number, half: number, moves: number): number {
  if (!(moves > 0)) return Math.abs(gap) >= half ? 1 : 0;
  return normalCdf((gap - half) / moves) + normalCdf((-gap - half) / moves);
}

/** Wilson and Hilferty's (1931) approximation: within a percent from 7 degrees of freedom on. */
function chisquareQuantile(p: number, df: number): number {
  const spread = 2 / (9 * df);
  return df * (1 - spread + normalQuantile(p) * Math.sqrt(spread)) ** 3;
}
