import type { ItemSums } from './agreement-tally';
import type { Weighting } from './agreement-weights';
import { type ChanceModel, chanceAgreement } from './chance-corrected';

/**
 * Gwet's linearised standard error over items (2008, BJMSP 61:29–48; 2014): each item's share in the coefficient,
 * corrected for its share in the chance term; variance Σ (gᵢ* − g)²/(n(n − 1)) over the n items with a label.
 *
 * @returns se null for a single item or an undefined coefficient; df = n − 1.
 */
export function gwetError(
  tally: ItemSums,
  weighting: Weighting,
  model: ChanceModel,
): { se: number | null; df: number } {
  const { multiplicity, layout, contributions, total } = tally;
  const q = layout.categoryCount;
  const width = layout.width;
  const weights = layout.weights[weighting];
  const n = total[layout.items]!;
  const pairable = total[layout.pairable]!;
  const prevalence = Float64Array.from({ length: q }, (_, c) => total[layout.prevalence + c]! / n);
  const chance = chanceAgreement(model, prevalence, 0, weights, q);
  const unexplained = 1 - chance;
  if (n < 2 || pairable === 0 || unexplained < 1e-12) return { se: null, df: n - 1 };
  const coefficient = (total[layout.agreement[weighting]]! / pairable - chance) / unexplained;
  const slope = chanceSlope(model, prevalence, weights, q);
  let squares = 0;
  for (let p = 0; p < multiplicity.length; p++) {
    const at = p * width;
    const own = contributions[at + layout.agreement[weighting]]!;
    const counted = contributions[at + layout.pairable]!;
    let share = ((n / pairable) * (own - chance * counted)) / unexplained;
    if (slope !== null) {
      let itemChance = 0;
      for (let c = 0; c < q; c++) itemChance += contributions[at + layout.prevalence + c]! * slope[c]!;
      share -= (2 * (1 - coefficient) * (itemChance - chance)) / unexplained;
    }
    squares += multiplicity[p]! * (share - coefficient) ** 2;
  }
  return { se: Math.sqrt(squares / (n * (n - 1))), df: n - 1 };
}

/** What a label of each category adds to an item's chance term; null where chance does not depend on the labels. */
function chanceSlope(
  model: ChanceModel,
  prevalence: Float64Array,
  weights: Float64Array,
  q: number,
): Float64Array | null {
  if (model === 'none' || model === 'uniform') return null;
  if (model === 'gwet') {
    const scale = weights.reduce((sum, w) => sum + w, 0) / (q * (q - 1));
    return prevalence.map((share) => scale * (1 - share));
  }
  return prevalence.map((_, c) => prevalence.reduce((sum, share, d) => sum + weights[c * q + d]! * share, 0));
}
