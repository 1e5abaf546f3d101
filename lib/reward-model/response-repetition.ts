import { isWord, tokenise } from './tokenise';

/**
 * How much a response says over again: the share of its three-word sequences that it has had already (1 − distinct-3), in [0, 1).
 * Ordinary prose lies below 0.05; a loop approaches 1. 0 below three words.
 * Source: Li et al. 2016 (distinct-n).
 */
export function responseRepetition(response: string): number {
  const words = tokenise(response).filter(isWord);
  const sequences = words.length - 2;
  if (sequences < 1) return 0;
  const distinct = new Set<string>();
  for (let i = 0; i < sequences; i++) distinct.add(`${words[i]} ${words[i + 1]} ${words[i + 2]}`);
  return 1 - distinct.size / sequences;
}
