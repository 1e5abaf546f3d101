import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { fleissKappa, gwetAc } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { IncrementalAgreement } from '#lib/agreement/incremental-agreement';
import { krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import { choiceMirror } from '#lib/agreement/orientation';
import { pairwiseAgreement, percentAgreement } from '#lib/agreement/percent-agreement';
import type { Estimate } from '#lib/statistics/estimate';

fc.configureGlobal({ seed: 20240611 });

const mirror = choiceMirror(['A', 'TIE', 'B'])!;
const ITEMS = 8;
const ANNOTATORS = 10;
const steps = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: ITEMS - 1 }),
    fc.integer({ min: 0, max: ANNOTATORS - 1 }),
    fc.integer({ min: 0, max: 2 }),
    fc.boolean(),
  ),
  { maxLength: 120 },
);

describe('incremental agreement', () => {
  it('always equals the batch computation, whatever was added, revised and removed', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const counter = new IncrementalAgreement(3);
        const current = new Map<string, readonly [number, number, number]>();
        for (const [item, annotator, choice, removes] of moves) {
          const key = `${item} ${annotator}`;
          if (!current.has(key)) {
            counter.add(item, annotator, choice);
            current.set(key, [item, annotator, choice]);
          } else if (removes) {
            counter.remove(item, annotator);
            current.delete(key);
          } else {
            counter.revise(item, annotator, choice);
            current.set(key, [item, annotator, choice]);
          }
        }
        const labels = [...current.values()];
        const columns = {
          items: Int32Array.from(labels, ([item]) => item),
          annotators: Int32Array.from(labels, ([, annotator]) => annotator),
          choices: Uint8Array.from(labels, ([, , choice]) => choice),
          itemCount: ITEMS,
          annotatorCount: ANNOTATORS,
          categoryCount: 3,
        };
        const batch = agreementTally(columns);
        const kept = counter.sums();
        expect(counter.labelCount).toBe(labels.length);
        const pairs: [Estimate, Estimate][] = [
          [krippendorffAlpha(kept), krippendorffAlpha(batch)],
          [krippendorffAlpha(kept, { metric: 'ordinal' }), krippendorffAlpha(batch, { metric: 'ordinal' })],
          [swapInvariantAlpha(kept, mirror), swapInvariantAlpha(batch, mirror)],
          [fleissKappa(kept), fleissKappa(batch)],
          [gwetAc(kept, 'linear'), gwetAc(batch, 'linear')],
          [percentAgreement(kept), percentAgreement(batch)],
          [pairwiseAgreement(kept), pairwiseAgreement(batch)],
        ];
        for (const [one, other] of pairs) {
          expect(one.reason).toBe(other.reason);
          for (const [x, y] of [
            [one.value, other.value],
            [one.se, other.se],
            [one.ci95Annotators?.[0] ?? null, other.ci95Annotators?.[0] ?? null],
          ] as const) {
            if (x === null || y === null) expect(x).toBe(y);
            else expect(Math.abs(x - y)).toBeLessThan(1e-7 * Math.max(1, Math.abs(x)));
          }
        }
        const kappas = cohenPairs(columns);
        const mean = counter.meanKappa();
        expect(mean.pairs).toBe(kappas.count);
        expect(mean.undefinedPairs).toBe(kappas.undefinedPairs);
        if (kappas.weight > 0) expect(mean.value).toBeCloseTo(kappas.weightedSum / kappas.weight, 10);
        else expect(mean.value).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a second label of one annotator, and changes to a label that is not there', () => {
    const counter = new IncrementalAgreement(3);
    counter.add(0, 1, 2);
    expect(() => counter.add(0, 1, 0)).toThrow(/IncrementalAgreement.add/);
    expect(() => counter.revise(0, 2, 0)).toThrow(/IncrementalAgreement.revise/);
    expect(() => counter.remove(3, 1)).toThrow(/IncrementalAgreement.remove/);
    expect(() => counter.add(1, 1, 3)).toThrow(/no category 3 of 3/);
  });
});
