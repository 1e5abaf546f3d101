import type { Mirror } from '#lib/agreement/orientation';

/** Which cells of an annotator's confusion matrix are one parameter: none, those mirrored, or all right and all wrong ones. */
export type ConfusionTie = 'none' | 'one coin' | Mirror;

/** Dirichlet pseudo-counts of `map`: on the diagonal of a confusion row, elsewhere in it, and per class prior. */
const DIAGONAL = 1;
const ELSEWHERE = 0.5;
const CLASS = 0.5;

/**
 * The M-step: from expected counts to class priors and confusion. A row without any count (a category the annotator
 * never met, under `ml`) becomes even, which no likelihood sees.
 *
 * @returns a function that writes priors and likelihood, both laid out as the pass reads them.
 */
export function confusionUpdate(annotatorCount: number, q: number, tie: ConfusionTie, method: 'map' | 'ml') {
  const diagonal = method === 'map' ? DIAGONAL : 0;
  const elsewhere = method === 'map' ? ELSEWHERE : 0;
  const tied = new Float64Array(q * q);
  return (
    counts: Float64Array,
    classCounts: Float64Array,
    priors: Float64Array,
    likelihood: Float64Array,
  ): void => {
    let items = 0;
    for (let c = 0; c < q; c++) items += classCounts[c]! + (method === 'map' ? CLASS : 0);
    for (let c = 0; c < q; c++)
      priors[c] = items > 0 ? (classCounts[c]! + (method === 'map' ? CLASS : 0)) / items : 1 / q;
    for (let annotator = 0; annotator < annotatorCount; annotator++) {
      const block = annotator * q * q;
      tieCounts(counts, block, q, tie, tied);
      for (let c = 0; c < q; c++) {
        let sum = 0;
        for (let l = 0; l < q; l++) sum += tied[l * q + c]! + (l === c ? diagonal : elsewhere);
        for (let l = 0; l < q; l++)
          likelihood[block + l * q + c] =
            sum > 0 ? (tied[l * q + c]! + (l === c ? diagonal : elsewhere)) / sum : 1 / q;
      }
    }
  };
}

/** Pools the counts of cells that are one parameter, so that an ordinary row-wise estimate follows. */
function tieCounts(
  counts: Float64Array,
  block: number,
  q: number,
  tie: ConfusionTie,
  tied: Float64Array,
): void {
  if (tie === 'none') {
    for (let k = 0; k < q * q; k++) tied[k] = counts[block + k]!;
    return;
  }
  if (tie !== 'one coin') {
    for (let l = 0; l < q; l++)
      for (let c = 0; c < q; c++)
        // A category that is its own mirror pools its row with nothing; its two mirrored cells still share.
        tied[l * q + c] = counts[block + l * q + c]! + counts[block + tie[l]! * q + tie[c]!]!;
    return;
  }
  let right = 0;
  let wrong = 0;
  for (let l = 0; l < q; l++)
    for (let c = 0; c < q; c++) {
      if (l === c) right += counts[block + l * q + c]!;
      else wrong += counts[block + l * q + c]!;
    }
  for (let l = 0; l < q; l++) for (let c = 0; c < q; c++) tied[l * q + c] = l === c ? right : wrong / (q - 1);
}

/** Log density of the parameters under the pseudo-counts, up to a constant: each tied parameter counts once. */
export function logPrior(
  priors: Float64Array,
  likelihood: Float64Array,
  q: number,
  tie: ConfusionTie,
): number {
  let sum = 0;
  for (let c = 0; c < q; c++) sum += CLASS * Math.log(priors[c]!);
  // Rows that are copies of one another share the pseudo-counts of one.
  const share = tie === 'none' ? 1 : tie === 'one coin' ? 1 / q : 0.5;
  for (let block = 0; block < likelihood.length; block += q * q) {
    for (let c = 0; c < q; c++) {
      for (let l = 0; l < q; l++)
        sum += share * (l === c ? DIAGONAL : ELSEWHERE) * Math.log(likelihood[block + l * q + c]!);
    }
  }
  return sum;
}
