/**
 * A file that is kept compressed, as an answer for our own pages, which unpack it. Not by `content-encoding`: the web server
 * takes that header away and would compress what is compressed once more.
 */
export const packedAnswer = (file: Buffer): Response =>
  new Response(Uint8Array.from(file), {
    headers: { 'content-type': 'application/gzip', 'cache-control': 'no-store' },
  });
