'use client';

import { Button } from '#components/ui/button';
import { Chip } from '#components/ui/chip';
import { cx } from '#components/ui/cx';
import { Icon } from '#components/ui/icon';
import { Kbd } from '#components/ui/kbd';
import { Notice } from '#components/ui/notice';
import { ScrollArea } from '#components/ui/scroll-area';
import { Time } from '#components/ui/time';
import type { ActionState } from '#lib/access/action-state';
import type { Guideline, GuidelineDue } from '#lib/labels/guidelines';
import { GuidelineText } from './annotation-guideline-text';

export type Acknowledge = (previous: ActionState<null>, form: FormData) => Promise<ActionState<null>>;

/** The line above the comparison: which version is in force, and whether its changes are still unread. */
export function GuidelineLine({
  guideline,
  due,
  open,
  onToggle,
  sign,
}: {
  guideline: Guideline;
  due: GuidelineDue | null;
  open: boolean;
  onToggle: () => void;
  /** Its key. */
  sign: string;
}) {
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 max-sm:flex-auto">
      <button
        aria-controls="guideline-panel"
        aria-expanded={open}
        className="flex shrink-0 items-center gap-1.5 rounded-small py-1 font-semibold"
        onClick={onToggle}
        type="button"
      >
        <Icon name="right" className={cx(open && 'rotate-90')} size={14} strokeWidth={2} />
        Guideline v{guideline.number}
        {sign && (
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>{sign}</Kbd>
          </span>
        )}
      </button>
      {due && (
        <Chip dot tone="accent">
          {due.before ? (
            <>
              Changed{' '}
              <span className="max-sm:hidden">
                <Time at={guideline.publishedAt} shape="date" />
              </span>
            </>
          ) : (
            'Not read yet'
          )}
        </Chip>
      )}
      <span className="min-w-0 truncate text-ink-3 max-sm:hidden">{guideline.changes}</span>
    </div>
  );
}

/** The guideline beside the comparison, so that both can be read at once; over it where there is no room. */
export function GuidelinePanel({
  slug,
  guideline,
  unread,
  onRead,
  onClose,
}: {
  slug: string;
  guideline: Guideline;
  unread: boolean;
  /** Shows what changed, to be confirmed. */
  onRead: () => void;
  onClose: () => void;
}) {
  return (
    <aside
      aria-label={`Guideline, version ${guideline.number}`}
      className="flex w-[400px] shrink-0 flex-col border-line border-l bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-10 max-lg:shadow-pop max-sm:w-full"
      id="guideline-panel"
    >
      <header className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-4">
        <h2 className="min-w-0 flex-1 truncate font-semibold">Guideline v{guideline.number}</h2>
        <a className="link text-small" href={`/p/${slug}/guideline`} rel="noopener" target="_blank">
          All versions
        </a>
        <button
          aria-label="Close the guideline"
          className="-mr-2 grid size-8 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
          onClick={onClose}
          type="button"
        >
          <Icon name="close" size={16} strokeWidth={2} />
        </button>
      </header>
      <ScrollArea label="Text of the guideline" className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {unread && (
          <div className="mb-4">
            <Notice
              action={
                <Button onClick={onRead} size="small">
                  See the changes
                </Button>
              }
              title="New since you last read it"
            >
              {guideline.changes || 'This is the first version.'}
            </Notice>
          </div>
        )}
        <GuidelineText text={guideline.body} />
      </ScrollArea>
    </aside>
  );
}
