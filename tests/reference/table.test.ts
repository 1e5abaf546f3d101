import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { agreementWeights, type Weighting } from '#lib/agreement/agreement-weights';
import type { ChanceModel } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { cohenKappa } from '#lib/agreement/cohen-table';
import { krippendorffAlpha } from '#lib/agreement/krippendorff-alpha';
import { marginalHomogeneity, prevalenceAndBias, tableCoefficient } from '#lib/agreement/two-annotator-table';
import { columnsFromTable } from './columns-from';
import { cases, expectClose } from './vectors';

interface Figure {
  value: number;
  se?: number;
  fce1969_se?: number;
  null_se?: number;
  df?: number;
  p?: number;
}
interface TableCase {
  id: string;
  n: number;
  table: number[][];
  expected: Record<string, Figure>;
}

const models: Record<string, ChanceModel> = {
  scott_pi: 'fleiss',
  gwet_ac1: 'gwet',
  gwet_ac2: 'gwet',
  brennan_prediger: 'uniform',
  percent_agreement: 'none',
};
const all = cases<TableCase>('table');

describe('agreement of two annotators from a table equals independent implementations', () => {
  it('there are the 36 cases', () => expect(all).toHaveLength(36));
  for (const { id, n, table, expected } of all) {
    it(`${id}: ${n} items, ${table.length} categories`, () => {
      const q = table.length;
      const cells = table.flat();
      for (const [name, figure] of Object.entries(expected)) {
        const weighting = (name.match(/_(linear|quadratic)$/)?.[1] ?? 'identity') as Weighting;
        const base = name.replace(/_(linear|quadratic)$/, '');
        const weights = agreementWeights(weighting, q);
        const tolerance = (se: number) => (se < 1e-6 ? 1e-6 : 1e-8);
        if (base === 'cohen_kappa') {
          const kappa = cohenKappa(cells, weights, q);
          expectClose(kappa.value, figure.value, 1e-9, name);
          expectClose(kappa.se, figure.fce1969_se!, tolerance(figure.fce1969_se!), `${name} error`);
          expectClose(kappa.seNull, figure.null_se!, 1e-8, `${name} null error`);
        } else if (base in models) {
          const coefficient = tableCoefficient(cells, weights, q, models[base]!);
          expectClose(coefficient.value, figure.value, 1e-9, name);
          expectClose(coefficient.se, figure.se!, tolerance(figure.se!), `${name} error`);
        } else if (base === 'alpha_nominal') {
          const alpha = krippendorffAlpha(agreementTally(columnsFromTable(table)));
          expectClose(alpha.value, figure.value, 1e-9, name);
        } else if (base === 'stuart_maxwell_chi2') {
          const test = marginalHomogeneity(cells, q);
          expectClose(test.statistic, figure.value, 1e-8, name);
          expect(test.df).toBe(figure.df);
          expectClose(test.p, figure.p!, 1e-8, `${name} p`);
        } else if (base === 'mcnemar_chi2_uncorrected')
          expectClose(marginalHomogeneity(cells, q).statistic, figure.value, 1e-9, name);
        else if (base === 'pabak') expectClose(prevalenceAndBias(cells)!.pabak, figure.value, 1e-9, name);
        else if (base === 'prevalence_index')
          expectClose(prevalenceAndBias(cells)!.prevalence, figure.value, 1e-9, name);
        else if (base === 'bias_index') expectClose(prevalenceAndBias(cells)!.bias, figure.value, 1e-9, name);
        else throw new Error(`no figure for ${name}`);
      }
    });

    it(`${id}: the same kappas and error come from labels`, () => {
      const q = table.length;
      const pairs = cohenPairs(columnsFromTable(table));
      expect(pairs.count).toBe(1);
      expectClose(pairs.kappa[0]!, expected.cohen_kappa!.value, 1e-9, 'kappa');
      expectClose(pairs.kappaLinear[0]!, expected.cohen_kappa_linear!.value, 1e-9, 'linear');
      expectClose(pairs.kappaQuadratic[0]!, expected.cohen_kappa_quadratic!.value, 1e-9, 'quadratic');
      const se = cohenKappa(table.flat(), agreementWeights('identity', q), q).se!;
      expectClose(pairs.se[0]!, se, 1e-12, 'error');
    });
  }
});
