'use client';

import { ChevronRight, X } from 'lucide-react';
import { useActionState } from 'react';
import { Chip } from '#components/ui/chip';
import { cx } from '#components/ui/cx';
import { Kbd } from '#components/ui/kbd';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { Time } from '#components/ui/time';
import type { ActionState } from '#lib/access/action-state';
import type { Guideline } from '#lib/labels/guidelines';
import { GuidelineText } from './annotation-guideline-text';

type Acknowledge = (previous: ActionState<null>, form: FormData) => Promise<ActionState<null>>;

/** The line above the comparison: which version is in force, and whether its changes are still unread. */
export function GuidelineLine({
  guideline,
  unread,
  open,
  onToggle,
}: {
  guideline: Guideline;
  unread: boolean;
  open: boolean;
  onToggle: () => void;
}) {
  return (
    <div className="flex h-7 shrink-0 items-center gap-3">
      <button
        aria-controls="guideline-panel"
        aria-expanded={open}
        className="flex shrink-0 items-center gap-1.5 rounded-small py-1 font-semibold"
        onClick={onToggle}
        type="button"
      >
        <ChevronRight aria-hidden="true" className={cx(open && 'rotate-90')} size={14} />
        Guideline v{guideline.number}
      </button>
      {unread && (
        <Chip dot tone="accent">
          Changed <Time at={guideline.publishedAt} shape="date" />
        </Chip>
      )}
      <span className="min-w-0 truncate text-ink-3 max-sm:hidden">{guideline.changes}</span>
      <span className="ml-auto flex shrink-0 items-center gap-1 text-ink-3 max-sm:hidden">
        <Kbd>G</Kbd> {open ? 'close' : 'open'}
      </span>
    </div>
  );
}

/** The guideline beside the comparison, so that both can be read at once; over it where there is no room. */
export function GuidelinePanel({
  slug,
  guideline,
  unread,
  acknowledge,
  onClose,
}: {
  slug: string;
  guideline: Guideline;
  unread: boolean;
  acknowledge: Acknowledge;
  onClose: () => void;
}) {
  const [state, action] = useActionState(acknowledge, null);
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
          <X aria-hidden="true" size={16} />
        </button>
      </header>
      <section
        aria-label="Text of the guideline"
        className="min-h-0 flex-1 overflow-y-auto px-4 py-3 outline-offset-[-2px]"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {unread && (
          <form action={action} className="mb-4">
            <input name="slug" type="hidden" value={slug} />
            <input name="number" type="hidden" value={guideline.number} />
            <Notice
              action={<SubmitButton size="small">I have read it</SubmitButton>}
              title="What changed in this version"
            >
              {guideline.changes || 'This is the first version.'}
              {state && !state.ok && <p className="text-fail-text">{state.error.message}</p>}
            </Notice>
          </form>
        )}
        <GuidelineText text={guideline.body} />
      </section>
    </aside>
  );
}
