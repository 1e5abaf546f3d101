/** How far things lean already: how often response B stood on the left, more often than not. */
export interface SideLeans {
  /** Before this annotator, in this batch. */
  annotator: number;
  /** Of this comparison, before other annotators. */
  comparison: number;
  /** Of this pair of sources, before this annotator; turned so that positive means "B's source on the left". */
  sources: number;
}

// Efron's biased coin: at 3/4 nobody can rely on the next side, and the sums stay within a few of zero for ever.
const TOWARDS_BALANCE = 3 / 4;

/**
 * Whether response B goes to the left. A coin that is biased against what has been shown too often (Efron 1971; sums over
 * several margins as in Pocock & Simon 1975): balanced by annotator, by comparison and by pair of sources at once, and
 * still not to be foreseen.
 *
 * @param draw uniform in [0, 1).
 */
export function bOnTheLeft(leans: SideLeans, draw: number): boolean {
  const lean = leans.annotator + leans.comparison + leans.sources;
  if (lean === 0) return draw < 0.5;
  return draw < (lean < 0 ? TOWARDS_BALANCE : 1 - TOWARDS_BALANCE);
}
