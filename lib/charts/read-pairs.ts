import type { HeatPairs } from './prepare-heat-map';

/** Bytes of one pair: four integers and two numbers. */
const PAIR_BYTES = 4 * 4 + 2 * 8;

/**
 * The pairs as the server sends them, column after column: a, b, shared, agreeing (32-bit integers), kappa, se (doubles).
 *
 * @throws RangeError when the bytes are no whole number of pairs.
 */
export function readPairs(bytes: ArrayBuffer): HeatPairs {
  const n = bytes.byteLength / PAIR_BYTES;
  if (!Number.isInteger(n))
    throw new RangeError(`readPairs: ${bytes.byteLength} bytes are no whole number of pairs`);
  const ints = (column: number) => new Int32Array(bytes, column * 4 * n, n);
  const floats = (column: number) => new Float64Array(bytes, 16 * n + column * 8 * n, n);
  return { a: ints(0), b: ints(1), shared: ints(2), agreeing: ints(3), kappa: floats(0), se: floats(1) };
}
