import { normalCdf } from './distributions';

/** Scales of effect, per unit of information^(−1/2) of the data, over which the evidence is averaged; nobody need know theirs. */
const SCALES = [0.1, 0.3, 1];

/**
 * Evidence that an effect is above zero, good at every look: an e-value. If the effect is zero or below, the chance that it ever
 * reaches 1/α, however often one looks, is at most α (Ville's inequality), so "warn at 20" has at most 5 % false alarms in a whole
 * series of looks. The half-normal mixture of likelihood ratios (Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon 2021), averaged
 * over three scales. It holds for estimates whose increments of information are independent, as the coefficients of a growing least
 * squares fit are (Jennison and Turnbull 1997), with errors of known size.
 *
 * @param estimate the effect as estimated from all data so far.
 * @param standardError of the estimate, above 0.
 * @returns the e-value, at least 0; 1 is no evidence. Infinity where it exceeds what a double holds.
 * @throws RangeError for an estimate that is not finite, or an error that is not above 0.
 */
export function oneSidedEvidence(estimate: number, standardError: number): number {
  if (!Number.isFinite(estimate) || !(standardError > 0))
    throw new RangeError(
      `oneSidedEvidence: needs a finite estimate and an error above 0, got ${estimate} and ${standardError}`,
    );
  const information = 1 / standardError ** 2;
  const score = estimate * information;
  const total = SCALES.reduce((sum, scale) => {
    const spread = 1 + scale ** 2 * information;
    const exponent = (scale * score) ** 2 / (2 * spread);
    return (
      sum + (2 / Math.sqrt(spread)) * Math.exp(exponent) * normalCdf((scale * score) / Math.sqrt(spread))
    );
  }, 0);
  return total / SCALES.length;
}
