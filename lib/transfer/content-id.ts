import { comparisonHashes } from './comparison-hashes';
import type { ImportedComparison } from './import-row';

type Content = Pick<ImportedComparison, 'prompt' | 'responseA' | 'responseB' | 'sourceA' | 'sourceB'>;

/** The same comparison with the sides exchanged. */
export const exchanged = <C extends Content>(c: C): C => ({
  ...c,
  responseA: c.responseB,
  responseB: c.responseA,
  sourceA: c.sourceB,
  sourceB: c.sourceA,
});

const isInOrder = (c: Content) =>
  c.responseA < c.responseB || (c.responseA === c.responseB && (c.sourceA ?? '') <= (c.sourceB ?? ''));

/** SHA-256 of a comparison, the same whichever response is called A. */
function unorderedHash(c: Content): string {
  return comparisonHashes(isInOrder(c) ? c : exchanged(c)).content_hash;
}

/** The external id of a comparison that has none: of its content, so that importing it again finds it again. */
export const contentId = (c: Content): string => `content-${unorderedHash(c).slice(0, 32)}`;

/**
 * Decides by hash which of two responses is stored as A. Preference rows name the better one first; stored that way,
 * "A" would be right always, and a left-clicker the best annotator.
 *
 * @returns true when the sides as given should be exchanged; about half of all comparisons.
 */
export const sidesFallExchanged = (c: Content): boolean =>
  isInOrder(c) !== (Number.parseInt(unorderedHash(c).slice(-1), 16) % 2 === 0);
