/**
 * Every pair of annotators with a shared item, in order of (a, b), as columns. NaN in a kappa column marks a pair for
 * which it is undefined; `cohenPair` turns it into null.
 */
export interface CohenPairs {
  count: number;
  a: Int32Array;
  b: Int32Array;
  /** Shared items, and those on which the two agree. */
  n: Int32Array;
  agreeing: Int32Array;
  kappa: Float64Array;
  kappaLinear: Float64Array;
  kappaQuadratic: Float64Array;
  /** Fleiss–Cohen–Everitt error of the unweighted kappa. */
  se: Float64Array;
  /** Pairs whose kappa is undefined: both used one and the same category. */
  undefinedPairs: number;
  /** Σ n·kappa and Σ n over defined pairs. */
  weightedSum: number;
  weight: number;
  /** Mean chance agreement of the defined pairs, weighted by their shared items; 0 when there is none. */
  chance: number;
  /** The same two sums over the pairs of each annotator, and all shared and agreeing labels. */
  byAnnotator: {
    weightedSum: Float64Array;
    weight: Float64Array;
    shared: Float64Array;
    agreeing: Float64Array;
  };
  /** How the two sums change when an item is left out, exactly; two entries per item, side by side. */
  itemEffect: Float64Array;
  /** Marks the items with two labels or more. */
  pairable: Uint8Array;
}

export interface CohenPair {
  a: number;
  b: number;
  n: number;
  agreement: number;
  kappa: number | null;
  kappaLinear: number | null;
  kappaQuadratic: number | null;
  se: number | null;
}

/** One pair as an object, undefined figures as null. */
export function cohenPair(pairs: CohenPairs, k: number): CohenPair {
  if (!(k >= 0 && k < pairs.count)) throw new RangeError(`cohenPair: no pair ${k} among ${pairs.count}`);
  const defined = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    a: pairs.a[k]!,
    b: pairs.b[k]!,
    n: pairs.n[k]!,
    agreement: pairs.agreeing[k]! / pairs.n[k]!,
    kappa: defined(pairs.kappa[k]!),
    kappaLinear: defined(pairs.kappaLinear[k]!),
    kappaQuadratic: defined(pairs.kappaQuadratic[k]!),
    se: defined(pairs.se[k]!),
  };
}

/** Builds the columns pair by pair. Margins and products are whole numbers, so "undefined" is recognised exactly. */
export class CohenPairList {
  private count = 0;
  private readonly a = new GrowingInts();
  private readonly b = new GrowingInts();
  private readonly n = new GrowingInts();
  private readonly agreeing = new GrowingInts();
  private readonly figures = new GrowingFloats();
  private readonly rows: Int32Array;
  private readonly columns: Int32Array;
  private undefinedPairs = 0;
  private chanceSum = 0;
  private readonly byAnnotator: CohenPairs['byAnnotator'];

  constructor(
    private readonly q: number,
    annotatorCount: number,
    private readonly weights: { linear: Float64Array; quadratic: Float64Array },
  ) {
    this.rows = new Int32Array(q);
    this.columns = new Int32Array(q);
    this.byAnnotator = {
      weightedSum: new Float64Array(annotatorCount),
      weight: new Float64Array(annotatorCount),
      shared: new Float64Array(annotatorCount),
      agreeing: new Float64Array(annotatorCount),
    };
  }

  /**
   * Adds the pair whose table starts at `at`, and writes for each non-empty cell how the two sums change when one
   * item is taken out of it.
   */
  add(a: number, b: number, n: number, tables: Int32Array, at: number, effect: Float64Array): void {
    const { q, rows, columns, weights, byAnnotator } = this;
    for (let i = 0; i < q; i++) rows[i] = columns[i] = 0;
    let agreeing = 0;
    for (let i = 0; i < q; i++) {
      agreeing += tables[at + i * q + i]!;
      for (let j = 0; j < q; j++) {
        const times = tables[at + i * q + j]!;
        rows[i]! += times;
        columns[j]! += times;
      }
    }
    let expected = 0; // n² times chance agreement
    let nearLinear = 0;
    let nearQuadratic = 0;
    let expectedLinear = 0;
    let expectedQuadratic = 0;
    for (let i = 0; i < q; i++) {
      expected += rows[i]! * columns[i]!;
      for (let j = 0; j < q; j++) {
        const cell = i * q + j;
        const times = tables[at + cell]!;
        const product = rows[i]! * columns[j]!;
        nearLinear += weights.linear[cell]! * times;
        nearQuadratic += weights.quadratic[cell]! * times;
        expectedLinear += weights.linear[cell]! * product;
        expectedQuadratic += weights.quadratic[cell]! * product;
      }
    }
    const square = n * n;
    const defined = expected < square;
    const kappa = defined ? (n * agreeing - expected) / (square - expected) : Number.NaN;
    const figures = this.figures;
    figures.push(kappa);
    figures.push(defined ? (n * nearLinear - expectedLinear) / (square - expectedLinear) : Number.NaN);
    figures.push(
      defined ? (n * nearQuadratic - expectedQuadratic) / (square - expectedQuadratic) : Number.NaN,
    );
    figures.push(defined ? this.error(tables, at, n, expected / square, kappa) : Number.NaN);
    this.a.push(a);
    this.b.push(b);
    this.n.push(n);
    this.agreeing.push(agreeing);
    this.count++;
    const own = defined ? n * kappa : 0;
    const ownWeight = defined ? n : 0;
    if (defined) this.chanceSum += expected / n;
    else this.undefinedPairs++;
    byAnnotator.weightedSum[a]! += own;
    byAnnotator.weightedSum[b]! += own;
    byAnnotator.weight[a]! += ownWeight;
    byAnnotator.weight[b]! += ownWeight;
    byAnnotator.shared[a]! += n;
    byAnnotator.shared[b]! += n;
    byAnnotator.agreeing[a]! += agreeing;
    byAnnotator.agreeing[b]! += agreeing;
    for (let i = 0; i < q; i++) {
      for (let j = 0; j < q; j++) {
        const cell = at + i * q + j;
        if (tables[cell] === 0) continue;
        const m = n - 1;
        const alike = i === j ? 1 : 0;
        const left = expected - columns[i]! - rows[j]! + alike;
        const stays = left < m * m;
        effect[2 * cell] = (stays ? (m * (m * (agreeing - alike) - left)) / (m * m - left) : 0) - own;
        effect[2 * cell + 1] = (stays ? m : 0) - ownWeight;
      }
    }
  }

  finish(itemEffect: CohenPairs['itemEffect'], pairable: Uint8Array): CohenPairs {
    const column = (k: number) => {
      const values = new Float64Array(this.count);
      for (let pair = 0; pair < this.count; pair++) values[pair] = this.figures.values[pair * 4 + k]!;
      return values;
    };
    let weightedSum = 0;
    let weight = 0;
    for (let annotator = 0; annotator < this.byAnnotator.weight.length; annotator++) {
      weightedSum += this.byAnnotator.weightedSum[annotator]! / 2;
      weight += this.byAnnotator.weight[annotator]! / 2;
    }
    return {
      count: this.count,
      a: this.a.finish(),
      b: this.b.finish(),
      n: this.n.finish(),
      agreeing: this.agreeing.finish(),
      kappa: column(0),
      kappaLinear: column(1),
      kappaQuadratic: column(2),
      se: column(3),
      undefinedPairs: this.undefinedPairs,
      weightedSum,
      weight,
      chance: weight > 0 ? this.chanceSum / weight : 0,
      byAnnotator: this.byAnnotator,
      itemEffect,
      pairable,
    };
  }

  /** Fleiss, Cohen & Everitt for identity weights, as in `cohenKappa`, without allocating per pair. */
  private error(tables: Int32Array, at: number, n: number, chance: number, kappa: number): number {
    const { q, rows, columns } = this;
    let squares = 0;
    for (let i = 0; i < q; i++) {
      for (let j = 0; j < q; j++) {
        const times = tables[at + i * q + j]!;
        if (times === 0) continue;
        const means = (columns[i]! + rows[j]!) / n;
        squares += (times / n) * ((i === j ? 1 : 0) - means * (1 - kappa)) ** 2;
      }
    }
    const variance = Math.max(0, squares - (kappa - chance * (1 - kappa)) ** 2);
    return Math.sqrt(variance / n) / (1 - chance);
  }
}

class GrowingInts {
  private values = new Int32Array(1024);
  private length = 0;
  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }
  finish(): Int32Array {
    return this.values.slice(0, this.length);
  }
}

class GrowingFloats {
  values = new Float64Array(4096);
  private length = 0;
  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Float64Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }
}
