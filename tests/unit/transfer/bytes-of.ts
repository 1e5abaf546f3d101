/** A text, or bytes, as a stream in chunks of `size` bytes: cut in the middle of lines, characters and line ends. */
export async function* bytesOf(content: string | Uint8Array, size = 65536): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
