type Column = Int32Array | Float64Array;

/** A column of numbers as text, bit for bit: in a report it takes a third of the room of JSON numbers, and no parsing. */
export const packed = (column: Column): string =>
  Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64');

/** The integers of a packed column. */
export const unpackedInts = (text: string): Int32Array => new Int32Array(bytesOf(text));

/** The numbers of a packed column. */
export const unpackedFloats = (text: string): Float64Array => new Float64Array(bytesOf(text));

// A buffer of its own: those of the pool may begin at an odd place.
const bytesOf = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'base64')).buffer;
