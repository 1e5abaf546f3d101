'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button';
import { buttonClass } from '#components/ui/button-class';
import { Dialog } from '#components/ui/dialog';
import { Icon } from '#components/ui/icon';
import type { AnnotationSession } from './annotation-session';
import { CHOICE_WORDS } from './choice';
import { type Sync, SyncState } from './sync-state';

const labels = (count: number) => (count === 1 ? '1 label' : `${count} labels`);

/** Labels that the server refused, each with its reason: tried again or given up by hand, never dropped silently. */
function RefusedLabels({ session }: { session: AnnotationSession }) {
  const { outbox, view } = session;
  const [open, setOpen] = useState(false);
  const refused = view.entries.filter((entry) => entry.refusal);
  return (
    <Dialog
      description="They are kept on this device until you decide."
      onOpenChange={setOpen}
      open={open}
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
            <div className="mt-2 flex flex-wrap gap-2">
              {entry.kind === 'label' && entry.refusal?.code === 'invalid_input' && (
                <Button
                  onClick={() => {
                    setOpen(false);
                    session.mend(entry);
                  }}
                  size="small"
                >
                  Open it again
                </Button>
              )}
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

interface AnnotationSyncProps {
  session: AnnotationSession;
  /** Shows what changed in the guideline. */
  onRead: () => void;
}

/** Whether the labels of this device are safe, in the bar. */
export function AnnotationSync({ session, onRead }: AnnotationSyncProps) {
  const { outbox, view } = session;
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
        <Icon name="offline" size={16} strokeWidth={1.8} />
        <span>
          {status.why === 'offline' && 'Offline, '}
          {status.count} kept<span className="max-sm:sr-only"> on this device</span>
        </span>
        {status.why === 'offline' ? null : status.why === 'signed-out' ? (
          // A full load: the session in this page is over.
          <a className={buttonClass('default', 'small')} href={`/sign-in?next=${encodeURIComponent(path)}`}>
            Sign in to send
          </a>
        ) : status.why === 'guideline' ? (
          <Button onClick={onRead} size="small">
            Read the changes to send
          </Button>
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
      <SyncState review={<RefusedLabels session={session} />} sync={sync} />
      {!view.durable && (
        <span className="text-nee-text text-small">This browser keeps nothing: leave the page open.</span>
      )}
    </span>
  );
}
