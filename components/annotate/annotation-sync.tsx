'use client';

import { CloudOff } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button, buttonClass } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { CHOICE_WORDS } from './choice';
import type { LabelOutbox, OutboxView } from './label-outbox';
import { type Sync, SyncState } from './sync-state';

const labels = (count: number) => (count === 1 ? '1 label' : `${count} labels`);

/** Labels that the server refused, each with its reason: tried again or given up by hand, never dropped silently. */
function RefusedLabels({ outbox, view }: { outbox: LabelOutbox; view: OutboxView }) {
  const refused = view.entries.filter((entry) => entry.refusal);
  return (
    <Dialog
      description="They are kept on this device until you decide."
      title={`${labels(refused.length)} not accepted`}
      trigger={
        <button className="link" type="button">
          Review
        </button>
      }
    >
      <ul className="grid gap-3">
        {refused.map((entry) => (
          <li className="border-line border-b pb-3 last:border-b-0" key={entry.key}>
            <p className="font-semibold">
              {entry.kind === 'label' ? CHOICE_WORDS[entry.choice].label : 'Skipped'}
            </p>
            <p className="text-ink-2">{entry.refusal?.message}</p>
            <div className="mt-2 flex gap-2">
              <Button onClick={() => void outbox.retry()} size="small">
                Try again
              </Button>
              <Button onClick={() => outbox.discard(entry.key)} size="small" variant="danger">
                Give it up
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Whether the labels of this device are safe, in the bar. */
export function AnnotationSync({ outbox, view }: { outbox: LabelOutbox; view: OutboxView }) {
  const path = usePathname();
  const { status } = view;
  // A save that takes a blink after all was saved is not worth a flicker; one after trouble is shown from the start.
  const [quiet, setQuiet] = useState(true);
  const { kind } = status;
  useEffect(() => {
    if (kind === 'saved') return setQuiet(true);
    if (kind !== 'saving') return setQuiet(false);
    const timer = setTimeout(() => setQuiet(false), 400);
    return () => clearTimeout(timer);
  }, [kind]);

  if (status.kind === 'kept') {
    return (
      <span
        className="inline-flex items-center gap-2 whitespace-nowrap font-semibold text-nee-text"
        role="status"
      >
        <CloudOff aria-hidden="true" size={16} strokeWidth={1.8} />
        <span>
          {status.why === 'offline' && 'Offline, '}
          {status.count} kept<span className="max-sm:sr-only"> on this device</span>
        </span>
        {status.why === 'offline' ? null : status.why === 'signed-out' ? (
          // A full load: the session in this page is over.
          <a className={buttonClass('default', 'small')} href={`/sign-in?next=${encodeURIComponent(path)}`}>
            Sign in to send
          </a>
        ) : (
          <Button onClick={() => void outbox.retry()} size="small">
            Retry
          </Button>
        )}
      </span>
    );
  }
  const sync: Sync =
    status.kind === 'refused'
      ? { state: 'refused', count: status.count }
      : status.kind === 'saving' && !quiet
        ? { state: 'saving', count: status.count }
        : { state: 'saved' };
  return (
    <span className="inline-flex items-center gap-2">
      <SyncState review={<RefusedLabels outbox={outbox} view={view} />} sync={sync} />
      {!view.durable && (
        <span className="text-nee-text text-small">This browser keeps nothing: leave the page open.</span>
      )}
    </span>
  );
}
