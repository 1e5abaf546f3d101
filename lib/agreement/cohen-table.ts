/** A two-annotator coefficient with its error under sampling of items and, where asked, under no agreement. */
export interface TableKappa {
  /** Null when the table is empty or chance agreement is 1: both used one and the same category. */
  value: number | null;
  /** Fleiss, Cohen & Everitt (1969). Null with the value. */
  se: number | null;
  /** The same under independence, for a test against 0. */
  seNull: number | null;
}

/**
 * Cohen's kappa (1960), weighted kappa with other weights (1968), from a q × q table of counts (row: first annotator,
 * column: second). Errors after Fleiss, Cohen & Everitt, Psychological Bulletin 72:323–327 (1969).
 *
 * @param weights q × q agreement weights with 1 on the diagonal (`agreementWeights`).
 */
export function cohenKappa(
  table: ArrayLike<number>,
  weights: ArrayLike<number>,
  categoryCount: number,
): TableKappa {
  const q = categoryCount;
  if (table.length !== q * q || weights.length !== q * q)
    throw new RangeError(
      `cohenKappa: table and weights must have ${q * q} cells, got ${table.length}, ${weights.length}`,
    );
  const rows = new Float64Array(q);
  const columns = new Float64Array(q);
  let n = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const count = table[i * q + j]!;
      if (!(count >= 0)) throw new RangeError(`cohenKappa: cell ${i}, ${j} is ${count}`);
      rows[i]! += count;
      columns[j]! += count;
      n += count;
    }
  }
  if (n === 0 || isConstant(table, q, n)) return { value: null, se: null, seNull: null };
  let observed = 0;
  let chance = 0;
  const rowMean = new Float64Array(q);
  const columnMean = new Float64Array(q);
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const weight = weights[i * q + j]!;
      observed += (weight * table[i * q + j]!) / n;
      chance += (weight * rows[i]! * columns[j]!) / (n * n);
      rowMean[i]! += (weight * columns[j]!) / n;
      columnMean[j]! += (weight * rows[i]!) / n;
    }
  }
  const unexplained = 1 - chance;
  const value = (observed - chance) / unexplained;
  let squares = 0;
  let squaresNull = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const weight = weights[i * q + j]!;
      const means = rowMean[i]! + columnMean[j]!;
      squares += (table[i * q + j]! / n) * (weight - means * (1 - value)) ** 2;
      squaresNull += ((rows[i]! * columns[j]!) / (n * n)) * (weight - means) ** 2;
    }
  }
  // A variance of exactly 0 (perfect agreement) may come out a hair below it.
  const variance = Math.max(0, squares - (value - chance * (1 - value)) ** 2);
  const varianceNull = Math.max(0, squaresNull - chance * chance);
  return {
    value,
    se: Math.sqrt(variance / n) / unexplained,
    seNull: Math.sqrt(varianceNull / n) / unexplained,
  };
}

/** Whether all items fell in one diagonal cell: the only table on which kappa of any weighting is undefined. */
function isConstant(table: ArrayLike<number>, q: number, n: number): boolean {
  for (let i = 0; i < q; i++) if (table[i * q + i] === n) return true;
  return false;
}
