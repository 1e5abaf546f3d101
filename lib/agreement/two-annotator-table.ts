import { chisquareCdf } from '#lib/statistics/distributions';
import { type ChanceModel, chanceAgreement, chanceCorrected } from './chance-corrected';

export interface TableFigure {
  /** Null where chance alone agrees always, or the table is empty. */
  value: number | null;
  /** Gwet's linearised error with divisor n, as is usual for a table (raw labels divide by n − 1). */
  se: number | null;
}

function tableMargins(caller: string, table: ArrayLike<number>, q: number) {
  if (table.length !== q * q)
    throw new RangeError(`${caller}: the table must have ${q * q} cells, got ${table.length}`);
  const rows = new Float64Array(q);
  const columns = new Float64Array(q);
  let n = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const count = table[i * q + j]!;
      if (!(count >= 0)) throw new RangeError(`${caller}: cell ${i}, ${j} is ${count}`);
      rows[i]! += count;
      columns[j]! += count;
      n += count;
    }
  }
  return { rows, columns, n };
}

/**
 * Agreement of two annotators from their q × q table, corrected for chance by the given model: `fleiss` is Scott's pi,
 * `gwet` AC1 or AC2, `uniform` Brennan–Prediger (2 × 2: PABAK), `none` the percent agreement.
 */
export function tableCoefficient(
  table: ArrayLike<number>,
  weights: Float64Array,
  categoryCount: number,
  model: ChanceModel,
): TableFigure {
  const q = categoryCount;
  const { rows, columns, n } = tableMargins('tableCoefficient', table, q);
  if (n === 0) return { value: null, se: null };
  const mean = rows.map((row, c) => (row + columns[c]!) / (2 * n));
  const chance = chanceAgreement(model, mean, 0, weights, q);
  let observed = 0;
  for (let k = 0; k < q * q; k++) observed += (weights[k]! * table[k]!) / n;
  const value = chanceCorrected(observed, chance);
  if (!Number.isFinite(value)) return { value: null, se: null };
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const slope = mean.map((share, c) => {
    if (model === 'gwet') return (weightSum / (q * (q - 1))) * (1 - share);
    if (model === 'fleiss') return mean.reduce((sum, other, d) => sum + weights[c * q + d]! * other, 0);
    return chance;
  });
  let squares = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const moved = (slope[i]! + slope[j]!) / 2 - chance;
      const share = (weights[i * q + j]! - chance - 2 * (1 - value) * moved) / (1 - chance);
      squares += (table[i * q + j]! / n) * (share - value) ** 2;
    }
  }
  return { value, se: Math.sqrt(squares / n) };
}

/** Why two annotators' 2 × 2 table makes kappa high or low at the same agreement (Byrt, Bishop & Carlin 1993). */
export interface PrevalenceAndBias {
  /** (a − d)/n: how far one category prevails. */
  prevalence: number;
  /** (b − c)/n: how far the annotators' margins differ. */
  bias: number;
  /** Prevalence- and bias-adjusted kappa, 2 · agreement − 1. */
  pabak: number;
}

/** Null for an empty table. */
export function prevalenceAndBias(table: ArrayLike<number>): PrevalenceAndBias | null {
  const { n } = tableMargins('prevalenceAndBias', table, 2);
  if (n === 0) return null;
  const [a, b, c, d] = [table[0]!, table[1]!, table[2]!, table[3]!];
  return { prevalence: (a - d) / n, bias: (b - c) / n, pabak: (2 * (a + d)) / n - 1 };
}

/** A chi-square test; null statistic where it cannot be had. */
export interface ChiSquareTest {
  statistic: number | null;
  df: number;
  p: number | null;
}

/**
 * Stuart–Maxwell test that two annotators use the categories equally often (2 × 2: McNemar's, without continuity
 * correction). Categories that neither used are dropped; null where the covariance is singular.
 */
export function marginalHomogeneity(table: ArrayLike<number>, categoryCount: number): ChiSquareTest {
  const q = categoryCount;
  const { rows, columns } = tableMargins('marginalHomogeneity', table, q);
  const used = [...rows.keys()].filter((c) => rows[c]! + columns[c]! > 0);
  const kept = used.slice(0, -1);
  const df = kept.length;
  if (df === 0) return { statistic: null, df: 0, p: null };
  const difference = kept.map((c) => rows[c]! - columns[c]!);
  const covariance = kept.map((c) =>
    kept.map((d) =>
      c === d ? rows[c]! + columns[c]! - 2 * table[c * q + c]! : -(table[c * q + d]! + table[d * q + c]!),
    ),
  );
  const solved = solve(covariance, difference);
  if (solved === null) return { statistic: null, df, p: null };
  const statistic = difference.reduce((sum, gap, k) => sum + gap * solved[k]!, 0);
  return { statistic, df, p: 1 - chisquareCdf(statistic, df) };
}

/** Gaussian elimination with row pivoting; null for a singular matrix. */
function solve(matrix: number[][], right: number[]): number[] | null {
  const size = right.length;
  const rows = matrix.map((row, k) => [...row, right[k]!]);
  const largest = Math.max(...matrix.flat().map(Math.abs));
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    if (Math.abs(rows[pivot]![k]!) <= 1e-10 * largest) return null;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= size; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  return rows.map((row, k) => row[size]! / row[k]!);
}
