import type { Readable } from 'node:stream';

/** What a NULL reads as. */
export const MISSING = -1;

const TAB = 9;
const NEWLINE = 10;
const MINUS = 45;
const BACKSLASH = 92;
const ZERO = 48;

/**
 * Reads the text of `COPY (SELECT integers …) TO STDOUT` row by row without making a string or an object: a million
 * rows cost a scan of their bytes. The row array is reused; copy what you keep. NULL reads as −1.
 */
export async function readIntegerRows(
  stream: Readable,
  width: number,
  row: (values: Float64Array) => void,
): Promise<void> {
  const values = new Float64Array(width);
  let column = 0;
  let value = 0;
  let negative = false;
  let missing = false;
  for await (const part of stream as AsyncIterable<Buffer>) {
    for (let i = 0; i < part.length; i++) {
      const byte = part[i]!;
      if (byte === TAB || byte === NEWLINE) {
        values[column++] = missing ? MISSING : negative ? -value : value;
        value = 0;
        negative = false;
        missing = false;
        if (byte === NEWLINE) {
          if (column !== width)
            throw new RangeError(`readIntegerRows: a row has ${column} of ${width} columns`);
          row(values);
          column = 0;
        }
      } else if (byte === MINUS) negative = true;
      else if (byte === BACKSLASH) missing = true;
      else if (!missing) value = value * 10 + (byte - ZERO);
    }
  }
}
