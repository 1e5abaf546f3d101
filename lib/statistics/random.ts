/** A seeded source of randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number in 0 … 2^32 − 1: half the price of `next`, where 32 bits are enough. */
  word(): number;
  /** Uniform integer in 0 … n − 1. */
  integer(n: number): number;
  /** Standard normal deviate. */
  normal(): number;
}

/**
 * xoshiro128** seeded through splitmix32 (Blackman & Vigna 2018). 53-bit doubles from two draws; one state per caller,
 * so parallel streams never share numbers.
 *
 * @param seed any finite number; its integer part is used modulo 2^32.
 */
export function seededRandom(seed: number): Random {
  if (!Number.isFinite(seed))
    throw new RangeError(`seededRandom: the seed must be a finite number, got ${seed}`);
  let mix = Math.trunc(seed) >>> 0;
  const splitmix = () => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();
  const word = () => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const next = () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  let spare: number | null = null;
  return {
    next,
    word,
    integer: (n) => Math.floor(next() * n),
    normal() {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}
