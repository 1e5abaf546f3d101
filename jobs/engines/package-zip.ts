import { zipSink } from '#lib/transfer/export/zip-sink';

/** Files as one ZIP archive in memory, for packages of some megabytes. The same files are the same archive. */
export async function packageZip(files: Record<string, Buffer>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const sink = zipSink(async (bytes) => {
    parts.push(Buffer.from(bytes));
  });
  for (const [path, bytes] of Object.entries(files)) {
    await sink.begin(path);
    await sink.write(bytes);
    await sink.end();
  }
  await sink.finish();
  return Buffer.concat(parts);
}
