import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon';
import { cx } from '../ui/cx';
import { VerdictIcon } from '../ui/verdict';

export type Sync =
  | { state: 'saved' }
  | { state: 'saving'; count: number }
  | { state: 'offline'; kept: number }
  | { state: 'refused'; count: number };

/** Whether the labels are safe. `review` leads to the ones that were not accepted. */
export function SyncState({ sync, review }: { sync: Sync; review?: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        sync.state === 'saved' && 'text-pass-text',
        sync.state === 'saving' && 'text-ink-2',
        sync.state === 'offline' && 'font-semibold text-nee-text',
        sync.state === 'refused' && 'font-semibold text-fail-text',
      )}
      role="status"
    >
      {sync.state === 'saved' && (
        <>
          <Icon name="saved" size={16} strokeWidth={1.8} /> All saved
        </>
      )}
      {sync.state === 'saving' && (
        <>
          <Icon name="saving" size={16} strokeWidth={1.8} /> Saving {sync.count}
        </>
      )}
      {sync.state === 'offline' && (
        <>
          <Icon name="offline" size={16} strokeWidth={1.8} /> Offline, {sync.kept} kept on this device
        </>
      )}
      {sync.state === 'refused' && (
        <>
          <VerdictIcon verdict="FAIL" /> {sync.count} {sync.count === 1 ? 'label was' : 'labels were'} not
          accepted {review}
        </>
      )}
    </span>
  );
}
