/**
 * MurmurHash3 (x86, 32 bit) over the UTF-16 code units of a string, two bytes per unit, low byte first.
 *
 * Answers: which of 2^32 places does this string take, the same on every machine and in every release? The features of
 * a stored model depend on it, so it is written here in full and pinned by a test, rather than left to a package that
 * may change how it encodes text.
 * Source: Austin Appleby, MurmurHash3_x86_32 (public domain, 2011).
 *
 * @param text any string; lone surrogates are hashed as they stand.
 * @param seed an unsigned 32-bit integer; different seeds give independent places.
 * @returns an unsigned 32-bit integer.
 */
export function murmurHash(text: string, seed = 0): number {
  let hash = seed | 0;
  const even = text.length & ~1;
  for (let i = 0; i < even; i += 2) {
    hash ^= scramble(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  if (even < text.length) hash ^= scramble(text.charCodeAt(even));
  return finish(hash ^ (text.length * 2));
}

/** Mixes two 32-bit hashes into one; order matters, so that "a b" and "b a" differ. Unsigned 32-bit integer. */
export function mixHashes(first: number, second: number): number {
  return finish(Math.imul(first, 0x85ebca6b) ^ ((second << 15) | (second >>> 17)) ^ 0x9e3779b9);
}

function scramble(block: number): number {
  const spread = Math.imul(block, 0xcc9e2d51);
  return Math.imul((spread << 15) | (spread >>> 17), 0x1b873593);
}

function finish(state: number): number {
  let hash = state;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
