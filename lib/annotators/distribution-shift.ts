import { chisquareCdf } from '#lib/statistics/distributions';
import { seededRandom } from '#lib/statistics/random';

export interface ShiftOptions {
  seed: number;
  /** Added to each count before the divergences, so that an unused category does not make them infinite. */
  smoothing?: number;
  /** Random divisions of the labels that stand in for chi-square where expected counts are small. */
  permutations?: number;
}

export interface DistributionShift {
  /** Population stability index, nats; what it would be on average without a shift is (q − 1)(1/n0 + 1/n1). */
  psi: number;
  psiWithoutShift: number;
  jensenShannonBits: number;
  /** Kullback–Leibler divergences in nats, of the one from the other. */
  klFromCurrent: number;
  klFromBaseline: number;
  hellinger: number;
  totalVariation: number;
  chiSquare: number;
  g: number;
  degreesOfFreedom: number;
  /** Does the mix of labels differ beyond chance? From chi-square, or by permutation where an expected count is below 5. */
  pValue: number;
  gPValue: number;
  method: 'chi-square' | 'permutation';
}

/**
 * Has a mix of labels changed? Compares two sets of category counts: an annotator's first labels with the last ones, one
 * week with the next. Fixed cut-offs of PSI mean nothing for small counts; the p-value does.
 *
 * @returns null when either side is empty or only one category was used: nothing can have shifted.
 * @throws RangeError for counts of different length, negative or not finite.
 */
export function distributionShift(
  baseline: readonly number[],
  current: readonly number[],
  { seed, smoothing = 0.5, permutations = 2000 }: ShiftOptions,
): DistributionShift | null {
  if (baseline.length !== current.length)
    throw new RangeError(`distributionShift: ${baseline.length} categories against ${current.length}`);
  for (const count of [...baseline, ...current])
    if (!(count >= 0 && Number.isFinite(count)))
      throw new RangeError(`distributionShift: ${count} is not a count`);
  const n0 = sum(baseline);
  const n1 = sum(current);
  const used = baseline.filter((count, c) => count + current[c]! > 0).length;
  if (n0 === 0 || n1 === 0 || used < 2) return null;
  const p = baseline.map((count) => (count + smoothing) / (n0 + smoothing * baseline.length));
  const q = current.map((count) => (count + smoothing) / (n1 + smoothing * current.length));
  const middle = p.map((share, c) => (share + q[c]!) / 2);
  const table = twoRowTable(baseline, current);
  const degreesOfFreedom = used - 1;
  const small = table.leastExpected < 5;
  const permuted = small ? permutationP(baseline, current, table, permutations, seed) : null;
  return {
    psi: p.reduce((total, share, c) => total + (q[c]! - share) * Math.log(q[c]! / share), 0),
    psiWithoutShift: (baseline.length - 1) * (1 / n0 + 1 / n1),
    jensenShannonBits: (kullbackLeibler(p, middle) + kullbackLeibler(q, middle)) / 2 / Math.LN2,
    klFromCurrent: kullbackLeibler(p, q),
    klFromBaseline: kullbackLeibler(q, p),
    hellinger: Math.sqrt(Math.max(0, 1 - p.reduce((total, share, c) => total + Math.sqrt(share * q[c]!), 0))),
    totalVariation:
      baseline.reduce((total, count, c) => total + Math.abs(count / n0 - current[c]! / n1), 0) / 2,
    chiSquare: table.chiSquare,
    g: table.g,
    degreesOfFreedom,
    pValue: permuted?.chiSquare ?? 1 - chisquareCdf(table.chiSquare, degreesOfFreedom),
    gPValue: permuted?.g ?? 1 - chisquareCdf(table.g, degreesOfFreedom),
    method: small ? 'permutation' : 'chi-square',
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const kullbackLeibler = (p: number[], q: number[]) =>
  p.reduce((total, share, c) => total + share * Math.log(share / q[c]!), 0);

function twoRowTable(baseline: readonly number[], current: readonly number[]) {
  const n0 = sum(baseline);
  const n1 = sum(current);
  let chiSquare = 0;
  let g = 0;
  let leastExpected = Number.POSITIVE_INFINITY;
  for (const [c, count] of baseline.entries()) {
    const both = count + current[c]!;
    if (both === 0) continue;
    for (const [observed, n] of [
      [count, n0],
      [current[c]!, n1],
    ] as const) {
      const expected = (both * n) / (n0 + n1);
      chiSquare += (observed - expected) ** 2 / expected;
      if (observed > 0) g += 2 * observed * Math.log(observed / expected);
      leastExpected = Math.min(leastExpected, expected);
    }
  }
  return { chiSquare, g, leastExpected };
}

/** Share of random divisions of all labels into two sets of the same sizes that differ as much, the observed one included. */
function permutationP(
  baseline: readonly number[],
  current: readonly number[],
  observed: { chiSquare: number; g: number },
  permutations: number,
  seed: number,
): { chiSquare: number; g: number } {
  const random = seededRandom(seed);
  const labels = baseline.flatMap((count, c) => new Array<number>(count + current[c]!).fill(c));
  const n0 = sum(baseline);
  let asFar = 1;
  let asFarG = 1;
  for (let k = 0; k < permutations; k++) {
    const first = baseline.map(() => 0);
    for (let at = 0; at < n0; at++) {
      const other = at + random.integer(labels.length - at);
      const label = labels[other]!;
      labels[other] = labels[at]!;
      labels[at] = label;
      first[label]!++;
    }
    const second = first.map((count, c) => baseline[c]! + current[c]! - count);
    const table = twoRowTable(first, second);
    if (table.chiSquare >= observed.chiSquare - 1e-9) asFar++;
    if (table.g >= observed.g - 1e-9) asFarG++;
  }
  return { chiSquare: asFar / (permutations + 1), g: asFarG / (permutations + 1) };
}
