/**
 * Benjamini–Hochberg adjusted p-values (q-values): when each annotator is tested, calling those with q < .05 lets at most
 * 5 % of the calls be false on average. Untested entries (null) stay null and don't count.
 *
 * @throws RangeError when an entry is not a probability.
 * @see Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289–300.
 */
export function falseDiscoveryRates(pValues: (number | null)[]): (number | null)[] {
  const tested = pValues.flatMap((p, index) => {
    if (p === null) return [];
    if (!(p >= 0 && p <= 1))
      throw new RangeError(`falseDiscoveryRates: entry ${index} is ${p}, not a probability`);
    return [{ p, index }];
  });
  tested.sort((a, b) => b.p - a.p);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let least = 1;
  tested.forEach(({ p, index }, place) => {
    least = Math.min(least, (p * tested.length) / (tested.length - place));
    adjusted[index] = least;
  });
  return adjusted;
}
