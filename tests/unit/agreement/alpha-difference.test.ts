import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { alphaDifference } from '#lib/agreement/alpha-difference';
import { krippendorffAlpha } from '#lib/agreement/krippendorff-alpha';
import { labelsWhere, randomLabels } from './random-labels';

const labels = randomLabels({ seed: 5, items: 400, annotators: 10, overlap: 3 });

describe('the difference of two alphas', () => {
  it('is that of independent figures when the sets share no item', () => {
    const first = agreementTally(labelsWhere(labels, (item) => item < 150));
    const second = agreementTally(labelsWhere(labels, (item) => item >= 150));
    const [a, b] = [krippendorffAlpha(first), krippendorffAlpha(second)];
    const difference = alphaDifference(first, second);
    expect(difference.value).toBeCloseTo(a.value! - b.value!, 12);
    expect(difference.se! / Math.hypot(a.se!, b.se!)).toBeCloseTo(1, 2);
    expect(difference.ci95![0]).toBeLessThan(difference.value!);
  });

  it('agrees with leaving every item out by hand where the sets share items', () => {
    const small = randomLabels({ seed: 9, items: 40, annotators: 8, overlap: 4 });
    const sets = (without: number) =>
      [0, 1].map((half) =>
        krippendorffAlpha(
          agreementTally(labelsWhere(small, (item, annotator) => item !== without && annotator % 2 === half)),
        ),
      );
    const replicates = Array.from({ length: 40 }, (_, item) => {
      const [x, y] = sets(item);
      return x!.value! - y!.value!;
    });
    // Items that are pairable in neither set leave both figures as they are, and are no units of the jackknife.
    const [x, y] = sets(-1);
    const whole = x!.value! - y!.value!;
    const units = replicates.filter((value) => value !== whole);
    const mean = units.reduce((sum, value) => sum + value, 0) / units.length;
    const se = Math.sqrt(
      ((units.length - 1) / units.length) * units.reduce((sum, value) => sum + (value - mean) ** 2, 0),
    );
    const half = (h: number) => agreementTally(labelsWhere(small, (_, annotator) => annotator % 2 === h));
    const difference = alphaDifference(half(0), half(1));
    expect(difference.value).toBeCloseTo(whole, 12);
    expect(difference.se).toBeCloseTo(se, 10);
  });

  it('is nothing, without an interval, between a set and itself', () => {
    const tally = agreementTally(labels);
    expect(alphaDifference(tally, tally)).toEqual({ value: 0, se: 0, ci95: null, pValue: null });
  });

  it('is null when one side has no pair, and refuses sets over other items', () => {
    const tally = agreementTally(labels);
    const lonely = agreementTally(labelsWhere(labels, (_, annotator) => annotator === 0));
    expect(alphaDifference(tally, lonely).value).toBeNull();
    expect(() =>
      alphaDifference(tally, agreementTally(randomLabels({ seed: 1, items: 5, annotators: 3, overlap: 2 }))),
    ).toThrow(RangeError);
  });

  it('finds a difference about as often as it says when there is none', () => {
    let called = 0;
    for (let seed = 0; seed < 200; seed++) {
      const same = randomLabels({
        seed: 100 + seed,
        items: 120,
        annotators: 8,
        overlap: 3,
        accuracy: () => 0.7,
      });
      const first = agreementTally(labelsWhere(same, (item) => item % 2 === 0));
      const second = agreementTally(labelsWhere(same, (item) => item % 2 === 1));
      if (alphaDifference(first, second).pValue! < 0.05) called++;
    }
    expect(called).toBeGreaterThan(2);
    expect(called).toBeLessThan(20);
  });
});
