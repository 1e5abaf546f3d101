import { normalCdf } from '#lib/statistics/distributions';

/*
 * Average run lengths of charts on N(mu, 1) observations, from their integral equations (Page 1954; Crowder 1987) by
 * Gauss–Legendre quadrature. They hold the chart engine against the published tables and say what a chart on a
 * standardised figure promises.
 */

const NODES = 80;

/** One-sided CUSUM S = max(0, S + x − k), alarm at S > h, started at zero. */
export function cusumRunLength(k: number, h: number, mu: number): number {
  if (!(h > 0)) throw new RangeError(`cusumRunLength: h must be positive, got ${h}`);
  const { nodes, weights } = gaussLegendre(NODES, 0, h);
  const points = [0, ...nodes];
  const n = points.length;
  const matrix = points.map((z, i) => {
    const row = new Float64Array(n + 1);
    row[0] = -normalCdf(k - z - mu);
    for (let j = 0; j < NODES; j++) row[j + 1] = -weights[j]! * density(nodes[j]! + k - z - mu);
    row[i]! += 1;
    row[n] = 1;
    return row;
  });
  return solve(matrix)[0]!;
}

/** Two-sided CUSUM: both sides run at once (1 / ARL = 1 / ARL up + 1 / ARL down). */
export function twoSidedCusumRunLength(k: number, h: number, mu: number): number {
  return 1 / (1 / cusumRunLength(k, h, mu) + 1 / cusumRunLength(k, h, -mu));
}

/** Two-sided EWMA with weight `lambda`, limits at c times its asymptotic standard deviation, started at zero. */
export function ewmaRunLength(lambda: number, c: number, mu: number): number {
  if (!(lambda > 0 && lambda <= 1))
    throw new RangeError(`ewmaRunLength: lambda must lie in (0, 1], got ${lambda}`);
  if (!(c > 0)) throw new RangeError(`ewmaRunLength: c must be positive, got ${c}`);
  const limit = c * Math.sqrt(lambda / (2 - lambda));
  const { nodes, weights } = gaussLegendre(NODES, -limit, limit);
  const kernel = (from: number, to: number) => density((to - (1 - lambda) * from) / lambda - mu) / lambda;
  const matrix = nodes.map((z, i) => {
    const row = new Float64Array(NODES + 1);
    for (let j = 0; j < NODES; j++) row[j] = -weights[j]! * kernel(z, nodes[j]!);
    row[i]! += 1;
    row[NODES] = 1;
    return row;
  });
  const lengths = solve(matrix);
  return 1 + nodes.reduce((sum, node, j) => sum + weights[j]! * kernel(0, node) * lengths[j]!, 0);
}

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

function gaussLegendre(n: number, from: number, to: number): { nodes: number[]; weights: number[] } {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let round = 0; round < 100; round++) {
      let before = 1;
      let value = x;
      for (let degree = 2; degree <= n; degree++) {
        const next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
        before = value;
        value = next;
      }
      slope = (n * (x * value - before)) / (x * x - 1);
      const move = value / slope;
      x -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    nodes.push(from + ((to - from) * (1 - x)) / 2);
    weights.push((to - from) / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}

/** Solves the system whose rows carry their right-hand side last; Gaussian elimination with pivoting. */
function solve(rows: Float64Array[]): Float64Array {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++)
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let i = column + 1; i < n; i++) {
      const factor = rows[i]![column]! / rows[column]![column]!;
      for (let j = column; j <= n; j++) rows[i]![j]! -= factor * rows[column]![j]!;
    }
  }
  const solution = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= rows[i]![j]! * solution[j]!;
    solution[i] = sum / rows[i]![i]!;
  }
  return solution;
}
