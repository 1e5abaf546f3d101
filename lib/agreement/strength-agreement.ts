import type { Estimate } from '#lib/statistics/estimate';
import { agreementTally } from './agreement-tally';
import { gwetAc } from './chance-corrected';
import { swapInvariantAlpha } from './krippendorff-alpha';
import type { LabelColumns } from './label-columns';
import { scaleMirror } from './orientation';
import { selectLabels } from './without-repeats';

/** Agreement on how strongly one response is preferred, on a scale that is symmetric about "no difference". */
export interface StrengthAgreement {
  /**
   * The scale, ascending, negative towards A: every whole number from −max to max where strengths are whole (steps
   * that nobody used are still steps), otherwise the strengths that occurred and their mirror images.
   */
  scale: number[];
  labels: number;
  ordinal: Estimate;
  interval: Estimate;
  gwetAc2Linear: Estimate;
}

/**
 * @param columns at most one label per annotator and item; only items and annotators are read.
 * @param strengths signed strength of each label in the orientation of the columns; NaN where none was given.
 * @returns null when no label carries a strength.
 */
export function strengthAgreement(columns: LabelColumns, strengths: Float64Array): StrengthAgreement | null {
  if (strengths.length !== columns.items.length)
    throw new RangeError(
      `strengthAgreement: ${strengths.length} strengths for ${columns.items.length} labels`,
    );
  const given = Int32Array.from(strengths.keys()).filter((label) => !Number.isNaN(strengths[label]!));
  if (given.length === 0) return null;
  const scale = symmetricScale(Float64Array.from(given, (label) => Math.abs(strengths[label]!)));
  const position = new Map(scale.map((strength, k) => [strength, k]));
  const tally = agreementTally({
    ...selectLabels(columns, given),
    choices: Uint8Array.from(given, (label) => position.get(strengths[label]! + 0)!),
    categoryCount: scale.length,
  });
  const mirror = scaleMirror(scale.length);
  return {
    scale,
    labels: given.length,
    ordinal: swapInvariantAlpha(tally, mirror, { metric: 'ordinal' }),
    interval: swapInvariantAlpha(tally, mirror, { metric: 'interval', values: scale }),
    gwetAc2Linear: gwetAc(tally, 'linear'),
  };
}

function symmetricScale(magnitudes: Float64Array): number[] {
  const largest = magnitudes.reduce((max, size) => Math.max(max, size), 0);
  const whole = magnitudes.every(Number.isInteger);
  const steps = whole ? Array.from({ length: largest + 1 }, (_, size) => size) : [...new Set(magnitudes)];
  return steps.flatMap((size) => (size === 0 ? [0] : [-size, size])).sort((a, b) => a - b);
}
