/**
 * How many independent values as many clustered ones are worth: 1 / (1 + (m − 1) ρ), with m the mean size of a cluster, weighted by
 * size, and ρ the intraclass correlation by analysis of variance (Kish 1965), held within [0, 1].
 *
 * @param clusters which cluster each value belongs to.
 * @returns a share in (0, 1]; 1 where every cluster has one value, and where there is one cluster alone or nothing varies.
 * @throws RangeError for lists of different length.
 */
export function independentShare(values: readonly number[], clusters: readonly number[]): number {
  if (values.length !== clusters.length)
    throw new RangeError(`independentShare: ${values.length} values in ${clusters.length} places`);
  const groups = new Map<number, number[]>();
  values.forEach((value, i) => {
    const group = groups.get(clusters[i]!) ?? [];
    groups.set(clusters[i]!, group);
    group.push(value);
  });
  const n = values.length;
  const k = groups.size;
  if (k < 2 || k === n) return 1;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let between = 0;
  let within = 0;
  let squares = 0;
  for (const group of groups.values()) {
    const own = group.reduce((sum, value) => sum + value, 0) / group.length;
    between += group.length * (own - mean) ** 2;
    within += group.reduce((sum, value) => sum + (value - own) ** 2, 0);
    squares += group.length ** 2;
  }
  const size = squares / n;
  const typical = (n - size) / (k - 1);
  const meanWithin = within / (n - k);
  const component = Math.max(0, (between / (k - 1) - meanWithin) / typical);
  if (component + meanWithin === 0) return 1;
  const correlation = component / (component + meanWithin);
  return 1 / (1 + (size - 1) * correlation);
}
