import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { brennanPrediger, fleissKappa, gwetAc } from '#lib/agreement/chance-corrected';
import { cohenPair } from '#lib/agreement/cohen-pair-list';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { congerKappa } from '#lib/agreement/conger-kappa';
import { krippendorffAlpha } from '#lib/agreement/krippendorff-alpha';
import { lightKappa } from '#lib/agreement/mean-cohen-kappa';
import { percentAgreement } from '#lib/agreement/percent-agreement';
import type { Estimate } from '#lib/statistics/estimate';
import { columnsFromRatings } from './columns-from';
import { cases, expectClose } from './vectors';

interface Figure {
  value: number;
  se?: number;
  jackknife_se?: number;
  ci95?: [number, number];
  n_impl: number;
}
interface PairFigures {
  a: number;
  b: number;
  n: number;
  po: number | null;
  kappa: number | null;
  kappa_linear: number | null;
  kappa_quadratic: number | null;
}
interface AgreementCase {
  id: string;
  n_items: number;
  n_raters: number;
  categories: number[];
  ratings: (number | null)[][];
  /** `pairwise_cohen` has pairs in place of a value. */
  expected: Record<string, Figure & { pairs?: PairFigures[] }>;
}

const all = cases<AgreementCase>('agreement');

/** Where nobody ever disagreed the error is 0 up to rounding, and the interval is deliberately not [1, 1]. */
function compare(estimate: Estimate, figure: Figure, name: string): void {
  expectClose(estimate.value, figure.value, 1e-9, name);
  const se = figure.se ?? figure.jackknife_se;
  if (se === undefined) return;
  expectClose(estimate.se, se, se < 1e-6 ? 1e-6 : 1e-8, `${name} error`);
  if (!figure.ci95 || se < 1e-6) return;
  const low = name.startsWith('percent') ? Math.max(0, figure.ci95[0]) : figure.ci95[0];
  expectClose(estimate.ci95![0], low, 1e-8, `${name} lower end`);
  expectClose(estimate.ci95![1], figure.ci95[1], 1e-8, `${name} upper end`);
}

describe('agreement of many annotators equals independent implementations', () => {
  it('there are the 60 cases', () => expect(all).toHaveLength(60));
  for (const { id, ratings, categories, expected, n_items, n_raters } of all) {
    it(`${id}: ${n_items} items, ${n_raters} annotators, ${categories.length} categories`, () => {
      const columns = columnsFromRatings(ratings, categories);
      const tally = agreementTally(columns);
      const pairs = cohenPairs(columns);
      const figures: Record<string, () => Estimate> = {
        alpha_nominal: () => krippendorffAlpha(tally),
        alpha_ordinal: () => krippendorffAlpha(tally, { metric: 'ordinal' }),
        alpha_interval: () => krippendorffAlpha(tally, { metric: 'interval', values: categories }),
        alpha_ratio: () => krippendorffAlpha(tally, { metric: 'ratio', values: categories }),
        percent_agreement_gwet: () => percentAgreement(tally),
        gwet_ac1: () => gwetAc(tally),
        gwet_ac2_linear: () => gwetAc(tally, 'linear'),
        gwet_ac2_quadratic: () => gwetAc(tally, 'quadratic'),
        gwet_ac2_ordinal: () => gwetAc(tally, 'ordinal'),
        fleiss_kappa_gwet: () => fleissKappa(tally),
        fleiss_kappa_gwet_linear: () => fleissKappa(tally, 'linear'),
        fleiss_kappa_gwet_quadratic: () => fleissKappa(tally, 'quadratic'),
        brennan_prediger: () => brennanPrediger(tally),
        brennan_prediger_quadratic: () => brennanPrediger(tally, 'quadratic'),
        conger_kappa: () => congerKappa(tally),
        fleiss_kappa_complete: () => fleissKappa(tally),
        conger_kappa_complete: () => congerKappa(tally),
        randolph_complete: () => brennanPrediger(tally),
      };
      for (const [name, figure] of Object.entries<Figure>(expected)) {
        if (name === 'pairwise_cohen') continue;
        if (name === 'light_kappa') {
          expectClose(lightKappa(pairs), figure.value, 1e-9, name);
          continue;
        }
        expect(figures, name).toHaveProperty(name);
        compare(figures[name]!(), figure, name);
      }
      for (const reference of expected.pairwise_cohen?.pairs ?? []) {
        let found = -1;
        for (let k = 0; k < pairs.count; k++)
          if (pairs.a[k] === reference.a && pairs.b[k] === reference.b) found = k;
        if (reference.n === 0) {
          expect(found).toBe(-1);
          continue;
        }
        const pair = cohenPair(pairs, found);
        expect(pair.n).toBe(reference.n);
        expectClose(pair.agreement, reference.po!, 1e-9, 'pair agreement');
        for (const [actual, value] of [
          [pair.kappa, reference.kappa],
          [pair.kappaLinear, reference.kappa_linear],
          [pair.kappaQuadratic, reference.kappa_quadratic],
        ] as const) {
          if (value === null) expect(actual).toBeNull();
          else expectClose(actual, value, 1e-9, 'pair kappa');
        }
      }
    });
  }
});
