import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { restSums, sliceEstimate, sliceSums } from '#lib/agreement/item-slices';
import { alphaMeasure, krippendorffAlpha } from '#lib/agreement/krippendorff-alpha';
import { labelsWhere, randomLabels } from './random-labels';

const labels = randomLabels({ seed: 2, items: 300, annotators: 9, overlap: 3, missing: 0.2 });
const tally = agreementTally(labels);
const measure = alphaMeasure(3);
const slice = Array.from({ length: 300 }, (_, item) => item).filter((item) => item % 3 === 0);

describe('agreement of a slice of the items', () => {
  it('is that of its labels alone, interval and all', () => {
    const alone = krippendorffAlpha(agreementTally(labelsWhere(labels, (item) => item % 3 === 0)));
    const estimate = sliceEstimate(sliceSums(tally, slice), measure);
    expect(estimate.value).toBeCloseTo(alone.value!, 12);
    expect(estimate.se).toBeCloseTo(alone.se!, 12);
    expect(estimate.ci95![0]).toBeCloseTo(alone.ci95![0], 12);
    expect(estimate.reason).toBeUndefined();
  });

  it('leaves the rest', () => {
    const alone = krippendorffAlpha(agreementTally(labelsWhere(labels, (item) => item % 3 !== 0)));
    const rest = sliceEstimate(restSums(tally, sliceSums(tally, slice)), measure);
    expect(rest.value).toBeCloseTo(alone.value!, 12);
    expect(rest.se).toBeCloseTo(alone.se!, 12);
  });

  it('is missing, with its reason, for a slice without pairs; an unknown item is refused', () => {
    expect(sliceEstimate(sliceSums(tally, []), measure)).toMatchObject({ value: null, reason: 'no_data' });
    expect(() => sliceSums(tally, [300])).toThrow(RangeError);
  });
});
