import type { AuditActor } from '#lib/audit';
import { log } from '#lib/log';
import { type ExportOptions, openExport, writeExport } from './write-export';
import { zipSink } from './zip-sink';

/**
 * An export as one ZIP archive on its way to whoever asked: written as fast as it is taken, so a slow reader holds up the
 * writer and nothing piles up. What can be refused is refused before; a failure later breaks the archive off, which its
 * reader sees.
 */
export async function exportArchive(
  project: { id: string; slug: string; name: string; simulated: boolean },
  options: ExportOptions,
  actor: AuditActor,
): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const scope = await openExport(project, options);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  // Until we end it or break it off, the writing side fails only because the reader went away.
  const reader = new AbortController();
  writer.closed.catch(() => reader.abort());
  const sink = zipSink(async (bytes) => {
    await writer.ready;
    await writer.write(bytes);
  });
  writeExport({ project, scope, options, actor, sink, signal: reader.signal })
    .then(() => writer.close())
    .catch(async (error: unknown) => {
      const about = { project: project.slug, batch: scope.answer.batch.number };
      if (reader.signal.aborted) log('transfer').debug(about, 'the reader of an export went away');
      else log('transfer').error({ ...about, err: error }, 'export broke off');
      await writer.abort(error).catch(() => {});
    });
  const mark = scope.gate === 'passed' ? '' : `-${scope.gate.replace(' ', '-')}`;
  return { name: `batch-${scope.answer.batch.number}-${options.format}${mark}`, stream: readable };
}
