import { describe, expect, it } from 'vitest';
import { glad } from '#lib/annotators/glad';
import {
  cusumRunLength,
  ewmaRunLength,
  twoSidedCusumRunLength,
} from '#lib/annotators/normal-chart-run-length';
import { columnsOf } from './annotators-label-columns';
import { cases } from './vectors';

interface ViewCase {
  id: string;
  n_items: number;
  n_raters: number;
  n_classes: number;
  labels: number[][];
  expected: {
    glad_posteriors: number[][];
    glad_alpha: number[];
  };
}

const best = (row: ArrayLike<number>) =>
  Array.from(row).reduce((top, value, c, all) => (value > all[top]! ? c : top), 0);
function bestOf(posteriors: Float64Array, item: number, q: number): number {
  return best(posteriors.subarray(item * q, (item + 1) * q));
}

function spearman(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]) =>
    values.map(
      (value) =>
        values.filter((other) => other < value).length + values.filter((other) => other === value).length / 2,
    );
  const [x, y] = [ranks(a), ranks(b)];
  const mean = x.reduce((sum, rank) => sum + rank, 0) / x.length;
  const cross = (u: number[], v: number[]) =>
    u.reduce((sum, rank, i) => sum + (rank - mean) * (v[i]! - mean), 0);
  return cross(x, y) / Math.sqrt(cross(x, x) * cross(y, y));
}

describe('the view beside Dawid–Skene agrees with a single other implementation', () => {
  for (const one of cases<ViewCase>('glad')) {
    const q = one.n_classes;
    const columns = columnsOf(one.labels, one.n_items, one.n_raters, q);

    it(`${one.id}: GLAD gives 95 % of items the same answer and ranks annotators alike`, () => {
      const model = glad(columns);
      expect(model.converged).toBe(true);
      const same = one.expected.glad_posteriors.filter(
        (row, item) => best(row) === bestOf(model.posteriors, item, q),
      );
      expect(same.length / one.n_items).toBeGreaterThanOrEqual(0.95);
      expect(spearman(model.ability as number[], one.expected.glad_alpha)).toBeGreaterThanOrEqual(0.9);
    });
  }
});

interface RunLengthCase {
  id: string;
  params: Record<'cusum_k' | 'cusum_h' | 'mu' | 'ewma_lambda' | 'ewma_c', number>;
  expected: Record<'cusum_one_sided_arl' | 'cusum_two_sided_arl' | 'ewma_two_sided_arl', number>;
}

const relative = (actual: number, reference: number) => Math.abs(actual / reference - 1);

describe('run lengths of normal charts', () => {
  for (const { id, params, expected } of cases<RunLengthCase>('arl-normal')) {
    it(`${id} equals R spc`, () => {
      const { cusum_k, cusum_h, mu, ewma_lambda, ewma_c } = params;
      expect(relative(cusumRunLength(cusum_k, cusum_h, mu), expected.cusum_one_sided_arl)).toBeLessThan(1e-5);
      expect(
        relative(twoSidedCusumRunLength(cusum_k, cusum_h, mu), expected.cusum_two_sided_arl),
      ).toBeLessThan(1e-5);
      expect(relative(ewmaRunLength(ewma_lambda, ewma_c, mu), expected.ewma_two_sided_arl)).toBeLessThan(
        1e-5,
      );
    });
  }

  it("are those of Montgomery's and of Lucas and Saccucci's tables", () => {
    const table = cases<{
      id: string;
      data: { shifts_sigma: number[] };
      expected: { recomputed: Record<string, number[]>; ewma: Record<string, number[]> } & Record<
        string,
        number[]
      >;
    }>('published-annotators').find(({ id }) => id === 'arl_tables')!;
    const { recomputed } = table.expected;
    table.data.shifts_sigma.forEach((shift, k) => {
      expect(twoSidedCusumRunLength(0.5, 4, shift)).toBeCloseTo(recomputed.cusum_h4![k]!, 1);
      expect(twoSidedCusumRunLength(0.5, 5, shift)).toBeCloseTo(recomputed.cusum_h5![k]!, 1);
      expect(relative(ewmaRunLength(0.1, 2.814, shift), recomputed['ewma .1/2.814']![k]!)).toBeLessThan(0.01);
      expect(relative(ewmaRunLength(0.25, 2.998, shift), recomputed['ewma .25/2.998']![k]!)).toBeLessThan(
        0.01,
      );
    });
  });
});
