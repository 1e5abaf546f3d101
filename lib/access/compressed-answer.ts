import { gunzipSync } from 'node:zlib';

/** A file that is kept compressed, as an answer: as it is to whoever reads gzip, which every browser does. */
export function compressedAnswer(request: Request, file: Buffer, type: string): Response {
  const reads = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  const headers = new Headers({ 'content-type': type, 'cache-control': 'no-store', vary: 'accept-encoding' });
  if (reads) headers.set('content-encoding', 'gzip');
  return new Response(Uint8Array.from(reads ? file : gunzipSync(file)), { headers });
}
