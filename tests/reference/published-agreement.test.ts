import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { agreementWeights } from '#lib/agreement/agreement-weights';
import { brennanPrediger, fleissKappa, gwetAc, scottPi } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { cohenKappa } from '#lib/agreement/cohen-table';
import { congerKappa } from '#lib/agreement/conger-kappa';
import { krippendorffAlpha } from '#lib/agreement/krippendorff-alpha';
import { lightKappa } from '#lib/agreement/mean-cohen-kappa';
import { percentAgreement } from '#lib/agreement/percent-agreement';
import { prevalenceAndBias, tableCoefficient } from '#lib/agreement/two-annotator-table';
import type { Estimate } from '#lib/statistics/estimate';
import { columnsFromCounts, columnsFromRatings, columnsFromTable } from './columns-from';
import { cases, expectClose } from './vectors';

interface Published {
  id: string;
}

const byId = new Map(cases<Published>('published-agreement').map((entry) => [entry.id, entry]));
function published<Data, Expected>(id: string): { data: Data; expected: Expected } {
  return byId.get(id)! as unknown as { data: Data; expected: Expected };
}
const identity3 = agreementWeights('identity', 3);

function expectFigure(
  estimate: Estimate,
  [value, se]: readonly number[],
  digits: number,
  what: string,
): void {
  expectClose(estimate.value, value!, digits, what);
  if (se !== undefined) expectClose(estimate.se, se, digits, `${what} error`);
}

describe('published worked examples', () => {
  it('Cohen (1960), 200 patients, 3 categories: kappa .492', () => {
    const { data, expected } = published<
      { table: number[][] },
      { po: number; kappa_full: number; fce_se_full: number }
    >('cohen1960_t2');
    const kappa = cohenKappa(data.table.flat(), identity3, 3);
    expectClose(kappa.value, expected.kappa_full, 1e-12, 'kappa');
    expectClose(kappa.se, expected.fce_se_full, 1e-12, 'error');
    expectClose(tableCoefficient(data.table.flat(), identity3, 3, 'none').value, expected.po, 1e-12, 'po');
  });

  it('Cohen (1960), Table 1: kappa −.09', () => {
    const { data, expected } = published<{ proportions: number[][] }, { kappa_full: number }>('cohen1960_t1');
    expectClose(cohenKappa(data.proportions.flat(), identity3, 3).value, expected.kappa_full, 1e-12, 'kappa');
  });

  it('Cohen (1968), disagreement weights: weighted kappa .348', () => {
    const { data, expected } = published<
      { table: number[][]; disagreement_weights: number[][] },
      { weighted_kappa: number }
    >('cohen1968');
    const weights = data.disagreement_weights.flat().map((loss) => 1 - loss / 6);
    expectClose(cohenKappa(data.table.flat(), weights, 3).value, expected.weighted_kappa, 5e-4, 'kappa');
  });

  it('Fleiss, Cohen & Everitt (1969): kappa .429 (.0537), weighted .507 (.057)', () => {
    const { data, expected } = published<
      { table: number[][]; agreement_weights: number[][] },
      { kappa: number; kappa_se: number; weighted_kappa: number; weighted_kappa_se: number }
    >('fleiss_cohen_everitt1969');
    const plain = cohenKappa(data.table.flat(), identity3, 3);
    expectClose(plain.value, expected.kappa, 5e-4, 'kappa');
    expectClose(plain.se, expected.kappa_se, 5e-5, 'error');
    const weighted = cohenKappa(data.table.flat(), data.agreement_weights.flat(), 3);
    expectClose(weighted.value, expected.weighted_kappa, 5e-4, 'weighted kappa');
    expectClose(weighted.se, expected.weighted_kappa_se, 5e-4, 'weighted error');
  });

  it("Fleiss (1971), six psychiatrists: kappa .430, by category, and Conger's exact form", () => {
    const { data, expected } = published<
      { counts: number[][] },
      { kappa_full: number; category_kappa: number[] }
    >('fleiss1971');
    const tally = agreementTally(columnsFromCounts(data.counts));
    expectClose(fleissKappa(tally).value, expected.kappa_full, 1e-9, 'kappa');
    for (const [c, kappa] of expected.category_kappa.entries()) {
      const against = data.counts.map((row) => [row[c]!, 6 - row[c]!]);
      expectClose(
        fleissKappa(agreementTally(columnsFromCounts(against))).value,
        kappa,
        5e-4,
        `category ${c}`,
      );
    }
  });

  it('Krippendorff (2011), data C: .743 .815 .849 .797, and Gwet on the same data', () => {
    const { data, expected } = published<
      { ratings_items_x_raters: (number | null)[][] },
      {
        full: Record<'alpha_nominal' | 'alpha_ordinal' | 'alpha_interval' | 'alpha_ratio', number>;
        unrounded: Record<string, [number, number]>;
        gwet: Record<string, [number, number]>;
        gwet_ci: Record<string, [number, number]>;
      }
    >('krippendorff2011_C');
    const values = [1, 2, 3, 4, 5];
    const tally = agreementTally(columnsFromRatings(data.ratings_items_x_raters, values));
    const alpha = (metric: 'nominal' | 'ordinal' | 'interval' | 'ratio') =>
      krippendorffAlpha(tally, { metric, values }).value;
    expectClose(alpha('nominal'), expected.full.alpha_nominal, 1e-9, 'nominal');
    expectClose(alpha('ordinal'), expected.full.alpha_ordinal, 1e-9, 'ordinal');
    expectClose(alpha('interval'), expected.full.alpha_interval, 1e-9, 'interval');
    expectClose(alpha('ratio'), expected.full.alpha_ratio, 1e-9, 'ratio');
    const gwet: Record<string, Estimate> = {
      AC1: gwetAc(tally),
      fleiss: fleissKappa(tally),
      bp: brennanPrediger(tally),
      conger: congerKappa(tally),
      AC2_linear: gwetAc(tally, 'linear'),
      AC2_quadratic: gwetAc(tally, 'quadratic'),
      AC2_ordinal: gwetAc(tally, 'ordinal'),
    };
    for (const [name, figure] of Object.entries(expected.unrounded))
      expectFigure(gwet[name]!, figure, 1e-9, name);
    expectFigure(percentAgreement(tally), expected.gwet.percent_agreement!, 5e-6, 'percent agreement');
    const printed: Record<string, Estimate> = {
      AC1: gwet.AC1!,
      fleiss_kappa: gwet.fleiss!,
      conger: gwet.conger!,
      brennan_prediger: gwet.bp!,
      percent_agreement: percentAgreement(tally),
    };
    for (const [name, estimate] of Object.entries(printed)) {
      expectClose(estimate.ci95![0], expected.gwet_ci[name]![0], 5.1e-4, `${name} lower end`);
      expectClose(estimate.ci95![1], expected.gwet_ci[name]![1], 5.1e-4, `${name} upper end`);
    }
  });

  it('Hayes & Krippendorff (2007), 40 units, 5 observers: ordinal .7598', () => {
    const { data, expected } = published<
      { ratings_items_x_raters: (number | null)[][] },
      { full: { nominal: number; ordinal: number; interval: number } }
    >('hayes_krippendorff2007');
    const tally = agreementTally(columnsFromRatings(data.ratings_items_x_raters, [0, 1, 2, 3]));
    for (const metric of ['nominal', 'ordinal', 'interval'] as const)
      expectClose(krippendorffAlpha(tally, { metric }).value, expected.full[metric], 1e-9, metric);
  });

  it("Wikipedia's example, 3 coders, 15 units: .691 nominal, .811 interval", () => {
    const { data, expected } = published<
      { ratings_raters_x_items: (number | null)[][] },
      { alpha_nominal: number; alpha_interval: number }
    >('krippendorff_wikipedia');
    const ratings = data.ratings_raters_x_items[0]!.map((_, item) =>
      data.ratings_raters_x_items.map((row) => row[item]!),
    );
    const tally = agreementTally(columnsFromRatings(ratings, [1, 2, 3, 4]));
    expectClose(krippendorffAlpha(tally).value, expected.alpha_nominal, 1e-6, 'nominal');
    expectClose(
      krippendorffAlpha(tally, { metric: 'interval' }).value,
      expected.alpha_interval,
      1e-6,
      'interval',
    );
  });

  it('Gwet, two abstractors, 3 × 3: kappa .7964 (.0589), pi, AC1, BP, agreement with errors', () => {
    const { data, expected } = published<{ table: number[][] }, Record<string, [number, number]>>(
      'gwet_cont3x3abstractors',
    );
    const cells = data.table.flat();
    const kappa = cohenKappa(cells, identity3, 3);
    expectFigure({ ...kappa, ci95: null }, expected.kappa!, 1e-7, 'kappa');
    for (const [name, model] of [
      ['scott_pi', 'fleiss'],
      ['AC1', 'gwet'],
      ['brennan_prediger', 'uniform'],
      ['percent_agreement', 'none'],
    ] as const)
      expectFigure(
        { ...tableCoefficient(cells, identity3, 3, model), ci95: null },
        expected[name]!,
        1e-7,
        name,
      );
    const alpha = krippendorffAlpha(agreementTally(columnsFromTable(data.table)));
    expectClose(alpha.value, expected.krippendorff_alpha![0], 1e-7, 'alpha');
  });

  it('Gwet, first 15 patients of Fleiss: AC1 .4448 (.0842), Fleiss .4139 (.0812), BP .4389 (.0831)', () => {
    const { data, expected } = published<{ counts: number[][] }, Record<string, [number, number]>>(
      'gwet_distrib6',
    );
    const tally = agreementTally(columnsFromCounts(data.counts));
    expectFigure(gwetAc(tally), expected.AC1!, 1e-7, 'AC1');
    expectFigure(fleissKappa(tally), expected.fleiss!, 1e-7, 'Fleiss');
    expectFigure(brennanPrediger(tally), expected.brennan_prediger!, 1e-7, 'BP');
    expectClose(krippendorffAlpha(tally).value, expected.krippendorff_alpha![0], 1e-7, 'alpha');
  });

  it('Gwet, four raters by category counts: AC1 .3518903', () => {
    const { data, expected } = published<{ counts: number[][] }, { AC1: number }>('gwet_dist4cat');
    expectClose(gwetAc(agreementTally(columnsFromCounts(data.counts))).value, expected.AC1, 1e-7, 'AC1');
  });

  it('Feinstein & Cicchetti (1990): the same agreement, kappa .70 or .32, .13 or .26', () => {
    const { data, expected } = published<
      { tables: number[][][] },
      { po: number[]; full_kappa: number[]; AC1: number[]; pabak: number[] }
    >('feinstein_cicchetti1990');
    const identity = agreementWeights('identity', 2);
    for (const [k, table] of data.tables.entries()) {
      const cells = table.flat();
      expectClose(tableCoefficient(cells, identity, 2, 'none').value, expected.po[k]!, 1e-9, 'agreement');
      expectClose(cohenKappa(cells, identity, 2).value, expected.full_kappa[k]!, 1e-9, 'kappa');
      expectClose(tableCoefficient(cells, identity, 2, 'gwet').value, expected.AC1[k]!, 1e-9, 'AC1');
      expectClose(prevalenceAndBias(cells)!.pabak, expected.pabak[k]!, 1e-9, 'PABAK');
    }
  });

  it('Artstein & Poesio: agreement .88, pi .7995, S .82, kappa .8013, alpha .8005', () => {
    const { data, expected } = published<
      { pair_counts: Record<string, number> },
      { Ao: number; pi: number; S: number; kappa: number; alpha: number }
    >('artstein_poesio');
    const names = ['stat', 'ireq', 'chck'];
    const table = names.map((a) => names.map((b) => data.pair_counts[`${a},${b}`] ?? 0));
    const columns = columnsFromTable(table);
    const tally = agreementTally(columns);
    expectClose(percentAgreement(tally).value, expected.Ao, 1e-12, 'agreement');
    expectClose(scottPi(tally).value, expected.pi, 1e-12, 'pi');
    expectClose(brennanPrediger(tally).value, expected.S, 1e-12, 'S');
    expectClose(cohenPairs(columns).kappa[0]!, expected.kappa, 1e-12, 'kappa');
    expectClose(krippendorffAlpha(tally).value, expected.alpha, 1e-12, 'alpha');
  });

  it("NLTK's example with an item that only one coder saw: alpha −1/3", () => {
    const { data, expected } = published<{ triples: [string, string, string][] }, { alpha_nominal: number }>(
      'nltk_disagreement',
    );
    const number = (of: string) => Number(of.slice(1)) - 1;
    const columns = {
      items: Int32Array.from(data.triples, ([, item]) => number(item)),
      annotators: Int32Array.from(data.triples, ([coder]) => number(coder)),
      choices: Uint8Array.from(data.triples, ([, , value]) => (value === 'YES' ? 1 : 0)),
      itemCount: 3,
      annotatorCount: 3,
      categoryCount: 2,
    };
    expectClose(krippendorffAlpha(agreementTally(columns)).value, expected.alpha_nominal, 1e-12, 'alpha');
  });

  it("Light's kappa is the mean over the pairs that are defined, and null when none is", () => {
    expect(
      lightKappa(
        cohenPairs(
          columnsFromRatings(
            [
              [1, 1],
              [1, 1],
            ],
            [1, 2],
          ),
        ),
      ),
    ).toBeNull();
  });
});
