/** The content of an answer that the server keeps compressed. Rejects when it was refused. */
export async function unpacked(answer: Response): Promise<Response> {
  if (!answer.ok || !answer.body) throw new Error(`${answer.url} answered ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream('gzip')));
}
