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
  const sink = zipSink(async (bytes) => {
    await writer.ready;
    await writer.write(bytes);
  });
  writeExport({ project, scope, options, actor, sink }).then(
    () => writer.close(),
    async (error: unknown) => {
      // A reader that went away is no failure of ours.
      if (error !== undefined && !(error instanceof DOMException))
        log('transfer').error({ err: error }, 'export broke off');
      await writer.abort(error).catch(() => {});
    },
  );
  const mark = scope.gate === 'passed' ? '' : `-${scope.gate.replace(' ', '-')}`;
  return { name: `batch-${scope.answer.batch.number}-${options.format}${mark}`, stream: readable };
}
