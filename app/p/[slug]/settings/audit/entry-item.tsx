import { Chip } from '#components/ui/chip';
import { Time } from '#components/ui/time';
import type { AuditEntry } from '#lib/access/audit-log';

const KIND_WORDS: Record<string, string> = {
  system: 'the system',
  database: 'the database: no program announced this',
  'api-key': 'an API key',
  person: 'someone',
};

/** One entry: who, what, to what, when; the rest on demand. */
export function EntryItem({ entry }: { entry: AuditEntry }) {
  const { id, at, actor, actorKind, action, subject, data, hash } = entry;
  const empty = data === null || (typeof data === 'object' && Object.keys(data as object).length === 0);
  return (
    <li className="border-line border-t first:border-t-0">
      <details className="group">
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 hover:bg-hover">
          <span className="w-14 text-ink-3 text-small">{id}</span>
          <span className="min-w-40 font-medium">{action}</span>
          <span className="min-w-[min(100%,180px)] flex-1 truncate text-ink-2">
            {actor ?? KIND_WORDS[actorKind] ?? actorKind}
            {actorKind === 'api-key' && actor && ' (API key)'}
          </span>
          {actorKind === 'database' && <Chip tone="nee">by SQL</Chip>}
          <span className="text-ink-3 text-small">
            <Time at={at} />
          </span>
        </summary>
        <div className="grid gap-1 px-4 pb-3 pl-[84px] text-small max-sm:pl-4">
          <p className="break-all">
            <span className="text-ink-3">Subject</span> <span className="font-mono">{subject}</span>
          </p>
          {!empty && (
            <pre className="overflow-x-auto whitespace-pre-wrap break-all rounded-control bg-sunken px-3 py-2 font-mono">
              {JSON.stringify(data, null, 2)}
            </pre>
          )}
          <p className="break-all text-ink-3">
            Hash <span className="font-mono">{hash}</span>
          </p>
        </div>
      </details>
    </li>
  );
}
