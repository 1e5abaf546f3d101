/** How consistent a complete set of pairwise choices among m responses is. */
export interface TriadCount {
  /** Cycles a > b > c > a. */
  circular: number;
  /** The most that m responses can have. */
  maximum: number;
  /** Kendall's coefficient of consistence, 1 − circular/maximum; null below three responses. */
  zeta: number | null;
  /** What guessing would give on average. */
  expectedByChance: number;
}

/**
 * Circular triads of a complete tournament (Kendall & Babington Smith 1940), from the scores alone.
 *
 * @param beats beats[i][j] is 1 when i was preferred to j; exactly one of each two must be.
 */
export function circularTriads(beats: readonly (readonly number[])[]): TriadCount {
  const m = beats.length;
  let transitive = 0;
  for (let i = 0; i < m; i++) {
    let score = 0;
    for (let j = 0; j < m; j++) {
      if (i === j) continue;
      const won = beats[i]![j];
      if ((won !== 0 && won !== 1) || won + (beats[j]![i] ?? Number.NaN) !== 1)
        throw new RangeError(`circularTriads: responses ${i} and ${j} must have exactly one winner`);
      score += won;
    }
    transitive += (score * (score - 1)) / 2;
  }
  const triples = (m * (m - 1) * (m - 2)) / 6;
  const circular = triples - transitive;
  const maximum = m % 2 === 1 ? (m * m * m - m) / 24 : (m * m * m - 4 * m) / 24;
  return {
    circular,
    maximum,
    zeta: maximum > 0 ? 1 - circular / maximum : null,
    expectedByChance: triples / 4,
  };
}
