import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgreementReport, agreementReport } from '#lib/agreement/agreement-report';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { alignBySource, choiceMirror, scaleMirror } from '#lib/agreement/orientation';
import { withoutRepeats } from '#lib/agreement/without-repeats';
import type { Estimate } from '#lib/statistics/estimate';

fc.configureGlobal({ seed: 20240611 });

const CATEGORIES = ['A', 'TIE', 'B'];
const mirror = choiceMirror(CATEGORIES)!;

/** Any small batch: some annotators, some items, holes, repeats, skew, annotators who never overlap. */
const batches = fc
  .record({ annotators: fc.integer({ min: 1, max: 12 }), items: fc.integer({ min: 1, max: 14 }) })
  .chain(({ annotators, items }) =>
    fc
      .array(
        fc.tuple(
          fc.integer({ min: 0, max: items - 1 }),
          fc.integer({ min: 0, max: annotators - 1 }),
          fc.integer({ min: 0, max: 2 }),
        ),
        { maxLength: 60 },
      )
      .map((labels) => toColumns(labels, items, annotators)),
  );

type Label = readonly [item: number, annotator: number, choice: number];

function toColumns(labels: readonly Label[], itemCount: number, annotatorCount: number): LabelColumns {
  return {
    items: Int32Array.from(labels, ([item]) => item),
    annotators: Int32Array.from(labels, ([, annotator]) => annotator),
    choices: Uint8Array.from(labels, ([, , choice]) => choice),
    itemCount,
    annotatorCount,
    categoryCount: 3,
  };
}

function report(columns: LabelColumns): AgreementReport {
  return agreementReport(columns, {
    categories: CATEGORIES,
    annotatorIds: Array.from({ length: columns.annotatorCount }, (_, k) => `w${k}`),
    orientation: 'presented',
    mirror,
    bootstrap: { replicates: 40, seed: 1 },
  });
}

function coefficients(from: AgreementReport): Record<string, Estimate> {
  const { krippendorffAlpha: alpha, cohenKappa, ...rest } = from;
  return {
    percentAgreement: rest.percentAgreement,
    pairwiseAgreement: rest.pairwiseAgreement,
    cohenKappa,
    scottPi: rest.scottPi,
    fleissKappa: rest.fleissKappa,
    congerKappa: rest.congerKappa,
    gwetAc1: rest.gwetAc1,
    gwetAc2Linear: rest.gwetAc2Linear,
    gwetAc2Quadratic: rest.gwetAc2Quadratic,
    brennanPrediger: rest.brennanPrediger,
    nominal: alpha.nominal,
    ordinal: alpha.ordinal,
    interval: alpha.interval,
    swapInvariantAlpha: rest.swapInvariantAlpha,
  };
}

/** Bootstrap ends depend on the order of patterns; everything else must be equal up to rounding. */
function expectSame(a: Record<string, Estimate>, b: Record<string, Estimate>, names = Object.keys(a)): void {
  const near = (x: number | null, y: number | null, what: string) => {
    if (x === null || y === null) expect(x, what).toBe(y);
    else expect(Math.abs(x - y), what).toBeLessThan(1e-7 * Math.max(1, Math.abs(x)));
  };
  for (const name of names) {
    near(a[name]!.value, b[name]!.value, name);
    near(a[name]!.se, b[name]!.se, `${name} error`);
    for (const end of [0, 1]) {
      near(a[name]!.ci95?.[end] ?? null, b[name]!.ci95?.[end] ?? null, `${name} interval`);
      near(
        a[name]!.ci95Annotators?.[end] ?? null,
        b[name]!.ci95Annotators?.[end] ?? null,
        `${name} annotators`,
      );
    }
    expect(a[name]!.reason, name).toBe(b[name]!.reason);
  }
}

function relabel(columns: LabelColumns, change: Partial<LabelColumns>): LabelColumns {
  return { ...columns, ...change };
}

describe('agreement figures', () => {
  it('are never NaN, stay within their bounds, and give a reason whenever they are missing', () => {
    fc.assert(
      fc.property(batches, (columns) => {
        const whole = report(columns);
        const figures = coefficients(whole);
        for (const [name, estimate] of Object.entries(figures)) {
          for (const value of [
            estimate.value,
            estimate.se,
            ...(estimate.ci95 ?? []),
            ...(estimate.ci95Annotators ?? []),
            ...(estimate.ci95Bootstrap ?? []),
          ])
            if (value !== null) expect(Number.isFinite(value), name).toBe(true);
          if (estimate.value === null) {
            expect(estimate.reason, name).toBeDefined();
            expect([estimate.se, estimate.ci95, estimate.ci95Annotators], name).toEqual([null, null, null]);
            continue;
          }
          expect(estimate.value, name).toBeLessThanOrEqual(1 + 1e-12);
          if (/Agreement/.test(name)) expect(estimate.value, name).toBeGreaterThanOrEqual(0);
          if (estimate.se !== null) expect(estimate.se, name).toBeGreaterThanOrEqual(0);
          for (const interval of [estimate.ci95, estimate.ci95Annotators]) {
            if (!interval) continue;
            expect(interval[0], name).toBeLessThanOrEqual(estimate.value + 1e-9);
            expect(interval[1], name).toBeGreaterThanOrEqual(Math.min(1, estimate.value) - 1e-9);
            expect(interval[1], name).toBeLessThanOrEqual(1);
          }
        }
        expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('do not change when the labels come in another order of items and annotators', () => {
    fc.assert(
      fc.property(batches, fc.integer(), (columns, seed) => {
        // Repeats count by order, so they are left aside first.
        const { columns: first } = withoutRepeats(columns);
        const order = [...first.items.keys()].sort(
          (a, b) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101),
        );
        const shuffled = relabel(first, {
          items: Int32Array.from(order, (k) => columns.itemCount - 1 - first.items[k]!),
          annotators: Int32Array.from(order, (k) => columns.annotatorCount - 1 - first.annotators[k]!),
          choices: Uint8Array.from(order, (k) => first.choices[k]!),
        });
        expectSame(coefficients(report(first)), coefficients(report(shuffled)));
      }),
      { numRuns: 150 },
    );
  });

  it('do not change when categories are renamed, unless they are ordered', () => {
    fc.assert(
      fc.property(batches, (columns) => {
        const renamed = relabel(columns, { choices: columns.choices.map((choice) => (choice + 1) % 3) });
        const nominal = [
          'percentAgreement',
          'pairwiseAgreement',
          'cohenKappa',
          'scottPi',
          'fleissKappa',
          'congerKappa',
          'gwetAc1',
          'brennanPrediger',
          'nominal',
        ];
        expectSame(coefficients(report(columns)), coefficients(report(renamed)), nominal);
      }),
      { numRuns: 100 },
    );
  });

  it('swap-invariant alpha does not change when the sides of any single comparison are swapped', () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 0, max: 2 ** 14 - 1 }), (columns, turned) => {
        const { columns: first } = withoutRepeats(columns);
        const reversed = Uint8Array.from(first.items, (item) => (turned >> item) & 1);
        const swapped = relabel(first, { choices: alignBySource(first.choices, reversed, mirror) });
        const before = swapInvariantAlpha(agreementTally(first), mirror);
        const after = swapInvariantAlpha(agreementTally(swapped), mirror);
        // With one category alone there is no variation; turning some comparisons round makes two of them.
        if (before.value === null || after.value === null) return;
        expect(after.value).toBeCloseTo(before.value, 12);
      }),
      { numRuns: 300 },
    );
  });

  it('swap-invariant alpha equals, up to 1/N, alpha of the labels together with their mirror image', () => {
    fc.assert(
      fc.property(batches, fc.constantFrom('nominal', 'ordinal', 'interval' as const), (columns, metric) => {
        const { columns: first } = withoutRepeats(columns);
        const doubled: LabelColumns = {
          ...first,
          items: Int32Array.from([...first.items, ...first.items.map((item) => item + first.itemCount)]),
          annotators: Int32Array.from([...first.annotators, ...first.annotators]),
          choices: Uint8Array.from([...first.choices, ...first.choices.map((choice) => mirror[choice]!)]),
          itemCount: 2 * first.itemCount,
        };
        const options = { metric: metric as 'nominal' | 'ordinal' | 'interval' };
        const invariant = swapInvariantAlpha(agreementTally(first), mirror, options).value;
        const both = krippendorffAlpha(agreementTally(doubled), options).value;
        if (invariant === null || both === null) return;
        const tally = agreementTally(first);
        const labels = [0, 1, 2].reduce((sum, c) => sum + tally.total[tally.layout.margin + c]!, 0);
        // 1 − alpha is (N − 1)·D/E for both, with N twice as large and D/E halved for the doubled labels.
        expect((1 - both) * (labels - 1)).toBeCloseTo((1 - invariant) * (labels - 0.5), 8);
      }),
      { numRuns: 200 },
    );
  });

  it('alpha and kappa do not change when comparisons with a single label are added', () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 0, max: 2 }), (columns, choice) => {
        const more = relabel(columns, {
          items: Int32Array.from([...columns.items, columns.itemCount]),
          annotators: Int32Array.from([...columns.annotators, 0]),
          choices: Uint8Array.from([...columns.choices, choice]),
          itemCount: columns.itemCount + 1,
        });
        const before = coefficients(report(columns));
        const after = coefficients(report(more));
        const names = [
          'pairwiseAgreement',
          'cohenKappa',
          'scottPi',
          'nominal',
          'ordinal',
          'interval',
          'swapInvariantAlpha',
        ];
        if (columns.items.length > 0) expectSame(before, after, names);
      }),
      { numRuns: 150 },
    );
  });

  it('two annotators may change places', () => {
    fc.assert(
      fc.property(batches, (columns) => {
        if (columns.annotatorCount < 2) return;
        const swapped = relabel(columns, {
          annotators: columns.annotators.map((a) => (a === 0 ? 1 : a === 1 ? 0 : a)),
        });
        const before = report(columns).cohenKappa.pairs.find((pair) => pair.a === 'w0' && pair.b === 'w1');
        const after = report(swapped).cohenKappa.pairs.find((pair) => pair.a === 'w0' && pair.b === 'w1');
        expect(after?.kappa ?? null).toEqual(before?.kappa ?? null);
        if (before?.kappaQuadratic != null)
          expect(after!.kappaQuadratic).toBeCloseTo(before.kappaQuadratic, 12);
        if (before?.se != null) expect(after!.se).toBeCloseTo(before.se, 9);
      }),
      { numRuns: 100 },
    );
  });
});

describe('everyone clicks A', () => {
  const labels = Array.from({ length: 20 }, (_, item) =>
    Array.from({ length: 10 }, (_, annotator) => [item, annotator, 0] as const),
  ).flat();
  const everyone = report(toColumns(labels, 20, 10));

  it('kappa and alpha are null with a reason, never 1', () => {
    const figures = coefficients(everyone);
    for (const name of [
      'cohenKappa',
      'scottPi',
      'fleissKappa',
      'congerKappa',
      'nominal',
      'ordinal',
      'interval',
      'swapInvariantAlpha',
    ]) {
      expect(figures[name]!.value, name).toBeNull();
      expect(figures[name]!.reason, name).toBe('no_variation');
    }
    expect(everyone.cohenKappa.undefinedPairs).toBe(45);
    expect(everyone.explanation?.cause).toBe('few_overlaps');
  });

  it('percent agreement is 1 with an interval that admits doubt', () => {
    expect(everyone.percentAgreement.value).toBe(1);
    expect(everyone.percentAgreement.ci95![0]).toBeLessThan(0.85);
    expect(everyone.percentAgreement.ci95Annotators![0]).toBeLessThan(0.75);
  });

  it('a scale that everyone uses at one end is no better', () => {
    const tally = agreementTally(toColumns(labels, 20, 10));
    expect(swapInvariantAlpha(tally, scaleMirror(3), { metric: 'ordinal' }).value).toBeNull();
  });
});
