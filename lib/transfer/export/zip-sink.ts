import { constants, crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { ExportSink } from './export-sink';

/*
 * A ZIP archive that is written as it goes: sizes and checksums follow each file (general purpose bit 3), and ZIP64 fields
 * hold them, so a file may be of any length. PKWARE APPNOTE 6.3.9, sections 4.3 to 4.5.
 */

interface Entry {
  name: Buffer;
  crc: number;
  size: bigint;
  packed: bigint;
  offset: bigint;
}

const FLAGS = 0x0808; // sizes follow; names are UTF-8
const VERSION = 45;
const DEFLATE = 8;
const ZIP64 = 1;
const ALL_ONES = 0xffffffff;
/** 1980-01-01: an archive of the same rows is the same archive. */
const DATE = 0x21;

const uint16 = (value: number) => Buffer.from([value & 255, value >>> 8]);
function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

/** @param out takes the archive's bytes; resolves when more may come. */
export function zipSink(out: (bytes: Uint8Array) => Promise<void>): ExportSink {
  const entries: Entry[] = [];
  let offset = 0n;
  let entry: Entry | null = null;
  let deflate: DeflateRaw | null = null;
  let pumping: Promise<void> = Promise.resolve();

  const put = async (...parts: Uint8Array[]) => {
    const bytes = Buffer.concat(parts);
    offset += BigInt(bytes.length);
    await out(bytes);
  };

  return {
    async begin(path) {
      const name = Buffer.from(path, 'utf8');
      entry = { name, crc: 0, size: 0n, packed: 0n, offset };
      const sizes = Buffer.concat([uint16(ZIP64), uint16(16), uint64(0n), uint64(0n)]);
      await put(
        uint32(0x04034b50),
        uint16(VERSION),
        uint16(FLAGS),
        uint16(DEFLATE),
        uint16(0),
        uint16(DATE),
        uint32(0),
        uint32(ALL_ONES),
        uint32(ALL_ONES),
        uint16(name.length),
        uint16(sizes.length),
        name,
        sizes,
      );
      const stream = createDeflateRaw({ level: constants.Z_BEST_SPEED + 2 });
      deflate = stream;
      const own = entry;
      pumping = (async () => {
        for await (const part of stream) {
          own.packed += BigInt((part as Buffer).length);
          await put(part as Buffer);
        }
      })();
      // Heard at `end`, or by the next write.
      pumping.catch(() => stream.destroy());
    },
    async write(bytes) {
      entry!.crc = crc32(bytes, entry!.crc);
      entry!.size += BigInt(bytes.length);
      await new Promise<void>((resolve, reject) => {
        deflate!.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
    async end() {
      deflate!.end();
      await pumping;
      const { crc, packed, size } = entry!;
      await put(uint32(0x08074b50), uint32(crc), uint64(packed), uint64(size));
      entries.push(entry!);
      entry = null;
    },
    async finish() {
      const start = offset;
      for (const { name, crc, size, packed, offset: at } of entries) {
        const long = Buffer.concat([uint16(ZIP64), uint16(24), uint64(size), uint64(packed), uint64(at)]);
        await put(
          uint32(0x02014b50),
          uint16(VERSION),
          uint16(VERSION),
          uint16(FLAGS),
          uint16(DEFLATE),
          uint16(0),
          uint16(DATE),
          uint32(crc),
          uint32(ALL_ONES),
          uint32(ALL_ONES),
          uint16(name.length),
          uint16(long.length),
          uint16(0),
          uint16(0),
          uint16(0),
          uint32(0),
          uint32(ALL_ONES),
          name,
          long,
        );
      }
      const length = offset - start;
      const count = BigInt(entries.length);
      const end64 = offset;
      await put(
        uint32(0x06064b50),
        uint64(44n),
        uint16(VERSION),
        uint16(VERSION),
        uint32(0),
        uint32(0),
        uint64(count),
        uint64(count),
        uint64(length),
        uint64(start),
        uint32(0x07064b50),
        uint32(0),
        uint64(end64),
        uint32(1),
        uint32(0x06054b50),
        uint16(0),
        uint16(0),
        uint16(0xffff),
        uint16(0xffff),
        uint32(ALL_ONES),
        uint32(ALL_ONES),
        uint16(0),
      );
    },
  };
}
