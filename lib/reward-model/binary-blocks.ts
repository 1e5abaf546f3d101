import { murmurHash } from './murmur-hash';

/**
 * A small container for a JSON header and named arrays of 32-bit floats, used for model files and checkpoints.
 *
 * Layout: 8 bytes of magic; uint32 header length; uint32 checksum of the float part; header (UTF-8 JSON, padded with
 * spaces to a multiple of 4); the arrays one after another. All numbers little-endian.
 */
export interface Blocks<Header> {
  header: Header;
  arrays: Record<string, Float32Array>;
}

interface Stored<Header> {
  header: Header;
  arrays: { name: string; length: number }[];
}

const FIXED = 16;

export function writeBlocks<Header>(
  magic: string,
  { header, arrays }: Blocks<Header>,
): Uint8Array<ArrayBuffer> {
  const stored: Stored<Header> = {
    header,
    arrays: Object.entries(arrays).map(([name, { length }]) => ({ name, length })),
  };
  const text = new TextEncoder().encode(JSON.stringify(stored));
  const padded = Math.ceil(text.length / 4) * 4;
  const floats = stored.arrays.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(FIXED + padded + floats * 4);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic.padEnd(8).slice(0, 8)), 0);
  view.setUint32(8, padded, true);
  bytes.fill(0x20, FIXED, FIXED + padded);
  bytes.set(text, FIXED);
  let at = FIXED + padded;
  for (const { name } of stored.arrays) {
    for (const value of arrays[name]!) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  view.setUint32(12, checksum(bytes, FIXED), true);
  return bytes;
}

/** Reads what writeBlocks wrote. Throws RangeError that names `caller` for another kind of file, a cut or a changed one. */
export function readBlocks<Header>(magic: string, bytes: Uint8Array, caller: string): Blocks<Header> {
  if (bytes.length < FIXED || new TextDecoder().decode(bytes.subarray(0, 8)) !== magic.padEnd(8).slice(0, 8))
    throw new RangeError(`${caller}: this is not a ${magic} file`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const padded = view.getUint32(8, true);
  if (checksum(bytes, FIXED) !== view.getUint32(12, true))
    throw new RangeError(`${caller}: the file is damaged`);
  const text = new TextDecoder().decode(bytes.subarray(FIXED, FIXED + padded));
  const stored = JSON.parse(text) as Stored<Header>;
  const arrays: Record<string, Float32Array> = {};
  let at = FIXED + padded;
  for (const { name, length } of stored.arrays) {
    if (at + 4 * length > bytes.length) throw new RangeError(`${caller}: the file is cut short`);
    const array = new Float32Array(length);
    for (let i = 0; i < length; i++, at += 4) array[i] = view.getFloat32(at, true);
    arrays[name] = array;
  }
  return { header: stored.header, arrays };
}

/** Four lanes of 32-bit words folded into one; finds accidents, not attacks. */
function checksum(bytes: Uint8Array, start: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = bytes.length | 0;
  const whole = bytes.length & ~3;
  for (let at = start; at < whole; at += 4)
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193) + 0x9e3779b9;
  return murmurHash(String(hash | 0));
}
