import { isUtf8 } from 'node:buffer';
import { ConcordError } from '#lib/errors';

/** The longest line or record that is read into memory; the longest real conversations are a hundredth of it. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;
export const TOO_LONG = `is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB`;

export const NOT_UTF8 = 'is not valid UTF-8: save the file in that encoding';

/** Refuses, by its first bytes, a file that is no text at all or text in an encoding that cannot be told line by line. */
export function refuseOtherFormats(head: Uint8Array): void {
  const [a, b] = head;
  const reason =
    a === 0x1f && b === 0x8b
      ? 'is compressed (gzip): unpack it first'
      : a === 0x50 && b === 0x4b
        ? 'is a ZIP archive or a spreadsheet: unpack it, or save it as CSV'
        : (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
          ? 'is in UTF-16: save it as UTF-8'
          : null;
  if (reason) {
    const problem = { line: 1, field: null, reason: `The file ${reason}.` };
    throw new ConcordError('invalid_input', problem.reason, { problems: [problem], problemCount: 1 });
  }
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Watches the bytes of a file on their way to a parser that tells only byte offsets: which line a record begins on, and
 * which lines are not UTF-8. Holds no more than the lines between the parser and the bytes.
 */
export class LineWatch {
  /** Lines that are not valid UTF-8 so far. */
  badLines = 0;
  #offset = 0;
  #line = 1;
  #atLineStart = true;
  /** A UTF-8 sequence that a chunk has cut. */
  #cut: Uint8Array = new Uint8Array(0);
  readonly #starts: { offset: number; line: number }[] = [];
  readonly #onBadLine: (line: number) => void;

  constructor(onBadLine: (line: number) => void) {
    this.#onBadLine = onBadLine;
  }

  chunk(bytes: Uint8Array): void {
    this.#checkUtf8(bytes);
    let at = 0;
    while (at < bytes.length) {
      const blank = bytes[at] === LF || bytes[at] === CR;
      if (this.#atLineStart && !blank) {
        this.#starts.push({ offset: this.#offset + at, line: this.#line });
        this.#atLineStart = false;
      }
      const end = bytes.indexOf(LF, at);
      if (end < 0) break;
      this.#line++;
      this.#atLineStart = true;
      at = end + 1;
    }
    this.#offset += bytes.length;
  }

  /** The line of the record that begins at or after a byte offset. Offsets asked for must not go back. */
  lineFrom(offset: number): number {
    while (this.#starts.length > 1 && this.#starts[0]!.offset < offset) this.#starts.shift();
    return this.#starts[0]?.line ?? this.#line;
  }

  end(): void {
    if (this.#cut.length) this.#bad(this.#line);
  }

  #checkUtf8(bytes: Uint8Array): void {
    const joined = this.#cut.length ? Buffer.concat([this.#cut, bytes]) : bytes;
    const whole = joined.length - cutSequence(joined);
    this.#cut = joined.slice(whole);
    if (isUtf8(joined.subarray(0, whole))) return;
    let line = this.#line;
    for (let at = 0; at < whole; line++) {
      const end = joined.indexOf(LF, at);
      const stop = end < 0 || end >= whole ? whole : end + 1;
      if (!isUtf8(joined.subarray(at, stop))) this.#bad(line);
      at = stop;
    }
  }

  #bad(line: number): void {
    this.badLines++;
    this.#onBadLine(line);
  }
}

/** How many bytes at the end begin a UTF-8 sequence that is not complete. */
function cutSequence(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
