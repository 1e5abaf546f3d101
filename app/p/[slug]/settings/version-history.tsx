import type { ReactNode } from 'react';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Time } from '#components/ui/time';

/** One version of what a project sets and never overwrites. */
export interface HistoryVersion {
  version: number;
  createdAt: string;
  /** Why, in the words of who made it. */
  note: string;
  /** What it changed, a sentence each. */
  changes: string[];
  /** Who made it, and what else is to be known of it. */
  foot: string;
}

interface VersionHistoryProps {
  /** Newest first: that one is in force. */
  versions: HistoryVersion[];
  /** What stands here while there is none. */
  empty: { title: string; text?: ReactNode };
}

/** Every version of a setting, with its reason and what it changed. */
export function VersionHistory({ versions, empty }: VersionHistoryProps) {
  return (
    <Card note="newest first" padded={false} title="History">
      {versions.length === 0 && (
        <div className="px-4 pb-2">
          <EmptyState icon="policy" title={empty.title}>
            {empty.text}
          </EmptyState>
        </div>
      )}
      <ol className="mt-1.5" reversed>
        {versions.map(({ version, createdAt, note, changes, foot }, at) => (
          <li className="border-line border-t px-4 py-2.5" key={version}>
            <div className="flex flex-wrap items-center gap-2">
              <span className="font-medium">Version {version}</span>
              {at === 0 && <Chip tone="accent">In force</Chip>}
              <span className="ml-auto text-ink-3 text-small">
                <Time at={createdAt} shape="date" />
              </span>
            </div>
            <p className="mt-1 text-ink-2">{note || 'No reason was given.'}</p>
            {changes.map((change) => (
              <p className="text-small" key={change}>
                {change}
              </p>
            ))}
            {foot && <p className="text-ink-3 text-small">{foot}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
