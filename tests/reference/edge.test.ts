import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { brennanPrediger, fleissKappa, gwetAc } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { krippendorffAlpha } from '#lib/agreement/krippendorff-alpha';
import { meanCohenKappa } from '#lib/agreement/mean-cohen-kappa';
import { percentAgreement } from '#lib/agreement/percent-agreement';
import type { Estimate } from '#lib/statistics/estimate';
import { columnsFromRatings, columnsFromTable } from './columns-from';
import { cases, expectClose } from './vectors';

interface EdgeCase {
  id: string;
  description: string;
  categories: number[];
  ratings?: (number | null)[][];
  table?: number[][];
  expected: Record<string, number | 'undefined'>;
}

const all = cases<EdgeCase>('edge');

describe('edge cases on which other implementations disagree', () => {
  it('there are the 16 cases', () => expect(all).toHaveLength(16));
  for (const { id, description, categories, ratings, table, expected } of all) {
    it(`${id}: ${description}`, () => {
      const columns = table ? columnsFromTable(table) : columnsFromRatings(ratings!, categories);
      const tally = agreementTally(columns);
      const figures: Record<string, Estimate> = {
        percent_agreement: percentAgreement(tally),
        cohen_kappa: meanCohenKappa(cohenPairs(columns)),
        fleiss_kappa: fleissKappa(tally),
        alpha_nominal: krippendorffAlpha(tally),
        alpha_ordinal: krippendorffAlpha(tally, { metric: 'ordinal' }),
        alpha_interval: krippendorffAlpha(tally, { metric: 'interval', values: categories }),
        gwet_ac1: gwetAc(tally),
        brennan_prediger: brennanPrediger(tally),
      };
      for (const [name, value] of Object.entries(expected)) {
        if (name === 'ci') {
          for (const estimate of Object.values(figures)) expect(estimate.ci95).toBeNull();
          continue;
        }
        if (value === 'undefined') {
          expect(figures[name]!.value, name).toBeNull();
          expect(figures[name]!.reason, name).toMatch(/no_pairs|no_variation/);
        } else expectClose(figures[name]!.value, value, 1e-9, name);
      }
    });
  }
});
