import { PassThrough } from 'node:stream';
import { constants } from 'node:zlib';
import { ZipFile } from 'yazl';
import type { ExportSink } from './export-sink';

const ENTRY = {
  // An archive of the same rows is the same archive: the earliest date that a ZIP can say, in its own clock.
  mtime: new Date(1980, 0, 1),
  forceDosTimestamp: true,
  compressionLevel: constants.Z_BEST_SPEED + 2,
};

/**
 * A ZIP archive that is written as it goes: sizes and checksums follow each file, in ZIP64 where one needs it.
 *
 * @param out takes the archive's bytes; resolves when more may come. What it throws, the next write throws.
 */
export function zipSink(out: (bytes: Uint8Array) => Promise<void>): ExportSink {
  const zip = new ZipFile();
  let file: PassThrough | null = null;
  let failure: { error: unknown } | null = null;
  let unheard: ((error: unknown) => void) | null = null;
  const pumped = (async () => {
    for await (const part of zip.outputStream) await out(part as Buffer);
  })();
  // A write that waits for its turn would wait for ever.
  pumped.catch((error: unknown) => {
    failure = { error };
    file?.destroy();
    unheard?.(error);
  });

  return {
    async begin(path) {
      file = new PassThrough();
      zip.addReadStream(file, path, ENTRY);
    },
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure.error);
        unheard = reject;
        file!.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
    async end() {
      file!.end();
    },
    async finish() {
      zip.end();
      await pumped;
    },
  };
}
