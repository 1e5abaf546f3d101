import { isReversed } from '#lib/agreement/orientation';
import { CATEGORIES } from './choice-codes';
import { MIRROR } from './label-table';
import type { Measurement } from './measurement';

/** What each comparison's labels add up to, as columns; votes and choices by the stored responses. */
export interface ComparisonSummaries {
  comparisonIds: number[];
  /** Labels per category, `comparisonIds.length` rows in the order of CATEGORIES. */
  votes: Uint16Array;
  /** The most likely choice (an index into CATEGORIES), its probability and the entropy of the posterior in bits. */
  posteriorChoice: Uint8Array;
  posterior: Float64Array;
  entropy: Float64Array;
  /** From the strongest label for A to the strongest for B, in steps of the scale; a choice without a strength counts one step. */
  strengthGap: Uint8Array;
  /** Milliseconds since 1970 of the last label. */
  completedAtMs: Float64Array;
  promptLength: Int32Array;
}

const A = CATEGORIES.indexOf('A');
const B = CATEGORIES.indexOf('B');

/** The summary of every comparison with a label, from each annotator's first label on it. */
export function comparisonSummaries(measurement: Measurement): ComparisonSummaries {
  const { table, labels, aligned, consensus, facts } = measurement;
  const { comparisonIds, stored } = table;
  const n = comparisonIds.length;
  const q = CATEGORIES.length;
  const votes = new Uint16Array(n * q);
  const strongest = new Int8Array(n).fill(-128);
  const weakest = new Int8Array(n).fill(127);
  const completedAtMs = new Float64Array(n);
  const { kept, columns } = aligned;
  for (let k = 0; k < columns.items.length; k++) {
    const at = kept ? kept[k]! : k;
    const row = table.rows[at]!;
    const item = stored.items[at]!;
    const choice = stored.choices[at]!;
    votes[item * q + choice]!++;
    const steps = Math.max(1, labels.strength[row]!);
    const signed = choice === A ? steps : choice === B ? -steps : 0;
    strongest[item] = Math.max(strongest[item]!, signed);
    weakest[item] = Math.min(weakest[item]!, signed);
    completedAtMs[item] = Math.max(completedAtMs[item]!, labels.labelledAtMs[row]!);
  }
  const posteriorChoice = new Uint8Array(n);
  const posterior = new Float64Array(n);
  const entropy = new Float64Array(n);
  const promptLength = new Int32Array(n);
  comparisonIds.forEach((id, item) => {
    const { sourceA, sourceB, promptLength: length } = facts.comparisons.get(id)!;
    promptLength[item] = length;
    let best = 0;
    let bits = 0;
    for (let c = 0; c < q; c++) {
      const p = consensus.posteriors[item * q + c]!;
      if (p > consensus.posteriors[item * q + best]!) best = c;
      if (p > 0) bits -= p * Math.log2(p);
    }
    const turned = sourceA !== null && sourceB !== null && isReversed(sourceA, sourceB);
    posteriorChoice[item] = turned ? MIRROR[best]! : best;
    posterior[item] = consensus.posteriors[item * q + best]!;
    entropy[item] = Math.max(0, bits);
  });
  return {
    comparisonIds,
    votes,
    posteriorChoice,
    posterior,
    entropy,
    strengthGap: Uint8Array.from(strongest, (high, item) => Math.max(0, high - weakest[item]!)),
    completedAtMs,
    promptLength,
  };
}
