/** How near agreement two different categories count: not at all, by distance, by squared distance, by Gwet's ranks. */
export type Weighting = 'identity' | 'linear' | 'quadratic' | 'ordinal';

export const WEIGHTINGS: readonly Weighting[] = ['identity', 'linear', 'quadratic', 'ordinal'];

/**
 * The q × q matrix of agreement weights, 1 on the diagonal, by position in the declared order:
 * linear 1 − |c − d|/(q − 1), quadratic 1 − (c − d)²/(q − 1)², ordinal 1 − C(|c − d| + 1, 2)/C(q, 2) (Gwet 2014, which
 * is not Krippendorff's ordinal metric).
 */
export function agreementWeights(weighting: Weighting, categoryCount: number): Float64Array {
  const q = categoryCount;
  const weights = new Float64Array(q * q);
  for (let c = 0; c < q; c++) {
    for (let d = 0; d < q; d++) {
      const gap = Math.abs(c - d);
      let loss = gap === 0 ? 0 : 1;
      if (gap > 0 && weighting === 'linear') loss = gap / (q - 1);
      if (gap > 0 && weighting === 'quadratic') loss = (gap / (q - 1)) ** 2;
      if (gap > 0 && weighting === 'ordinal') loss = (gap * (gap + 1)) / (q * (q - 1));
      weights[c * q + d] = 1 - loss;
    }
  }
  return weights;
}
