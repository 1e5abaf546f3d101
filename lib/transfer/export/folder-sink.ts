import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { ExportSink } from './export-sink';

/** Writes an export as files below a folder. */
export function folderSink(folder: string): ExportSink {
  let file: FileHandle | null = null;
  return {
    async begin(name) {
      const place = path.join(folder, name);
      await mkdir(path.dirname(place), { recursive: true });
      file = await open(place, 'w');
    },
    async write(bytes) {
      await file!.write(bytes);
    },
    async end() {
      await file!.close();
      file = null;
    },
    async finish() {},
  };
}
