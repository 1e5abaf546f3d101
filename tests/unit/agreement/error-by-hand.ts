/** The jackknife spelled out: every unit really left out, everything computed again. */
export function byHand(values: number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(
    ((values.length - 1) / values.length) * values.reduce((sum, v) => sum + (v - mean) ** 2, 0),
  );
}

/** Annotators + comparisons − labels and its degrees of freedom, by other means than the product's. */
export function combinedByHand(variances: {
  ofAnnotators: number;
  ofItems: number;
  ofLabels: number;
  /** Each annotator's share of the labels on shared comparisons. */
  weights: number[];
  itemDegrees: number;
}): { se: number; df: number } {
  const { ofAnnotators, ofItems, ofLabels, weights, itemDegrees } = variances;
  const between = Math.max(0, ofAnnotators - ofLabels);
  const variance = ofItems + between;
  const sd = ofAnnotators * Math.sqrt(2 / degreesByHand(weights));
  const uncertainty = varianceAboveZero(between, sd) + (2 * ofItems ** 2) / itemDegrees;
  return { se: Math.sqrt(variance), df: (2 * variance ** 2) / uncertainty };
}

/** Of the matrix that takes annotators to their weighted squared deviations: (trace)²/trace of the square, and Kish. */
function degreesByHand(weights: number[]): number {
  const size = weights.length;
  const deviation = (i: number, j: number) => (i === j ? 1 : 0) - weights[j]!;
  const form = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) =>
      weights.reduce((sum, w, i) => sum + (w / (1 - w)) ** 2 * deviation(i, a) * deviation(i, b), 0),
    ),
  );
  const trace = form.reduce((sum, row, i) => sum + row[i]!, 0);
  const square = form.flat().reduce((sum, x) => sum + x * x, 0);
  const kish = 1 / weights.reduce((sum, w) => sum + w * w, 0) - 1;
  return Math.sqrt((trace ** 2 / square) * kish);
}

/** Variance of the positive part of a normal variable, by adding up a fine grid. */
function varianceAboveZero(mean: number, sd: number): number {
  let first = 0;
  let second = 0;
  const step = 1e-4;
  for (let z = -10 + step / 2; z < 10; z += step) {
    const mass = (step * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
    const x = Math.max(0, mean + sd * z);
    first += mass * x;
    second += mass * x * x;
  }
  return second - first * first;
}
