import { csvRows, tableCsv } from '#lib/charts/table-csv';
import { type AuditEntry, type AuditFilter, auditLog } from './audit-log';

const AT_ONCE = 1000;
const COLUMNS = ['id', 'at', 'actor_kind', 'actor', 'action', 'subject', 'data', 'hash'];

/** The filtered log as a stream of JSON Lines or CSV, newest first, a thousand entries at a time. */
export function exportAudit(
  projectId: string,
  filter: AuditFilter,
  format: 'jsonl' | 'csv',
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let before: number | undefined;
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      const entries = await auditLog(projectId, filter, AT_ONCE, before);
      const text =
        format === 'csv' ? csv(entries, !begun) : entries.map((e) => `${JSON.stringify(e)}\n`).join('');
      begun = true;
      if (text) controller.enqueue(encoder.encode(text));
      before = entries.at(-1)?.id;
      if (entries.length < AT_ONCE) controller.close();
    },
  });
}

function csv(entries: AuditEntry[], withHeader: boolean): string {
  const rows = entries.map(({ id, at, actorKind, actor, action, subject, data, hash }) => [
    id,
    at,
    actorKind,
    actor,
    action,
    subject,
    JSON.stringify(data),
    hash,
  ]);
  return withHeader ? tableCsv(COLUMNS, rows) : csvRows(rows);
}
