'use client';

import type { ReactNode } from 'react';
import { Button } from '#components/ui/button';
import { buttonClass } from '#components/ui/button-class';
import { cx } from '#components/ui/cx';
import { Icon } from '#components/ui/icon';
import { Kbd } from '#components/ui/kbd';
import { type KeyBindings, type KeyCommand, keyBadge } from '#lib/labels/annotation-keys';
import type { LabelDraft } from '#lib/labels/label-draft';
import { flagWords } from '#lib/labels/label-flag';
import type { LabelForm } from '#lib/labels/label-form';

interface AnnotationDockProps {
  form: LabelForm;
  draft: LabelDraft;
  bindings: KeyBindings;
  /** The fields. */
  children: ReactNode;
  act: (command: 'undo' | 'history' | 'flag' | 'skip') => void;
  onSubmit: () => void;
  /** What `Z` takes back, in words; null when there is nothing. */
  undoable: string | null;
  problem: string | null;
  /** While a label is changed that was submitted before: how to leave it as it was. */
  onKeep?: () => void;
}

/** The form under the responses, at the thumb on a phone. */
export function AnnotationDock({ children, onSubmit, problem, ...foot }: AnnotationDockProps) {
  return (
    <form
      aria-label={foot.onKeep ? 'Your label, to be changed' : 'Your label'}
      className="flex max-h-[62dvh] shrink-0 flex-col border-line-strong border-t bg-surface px-6 pt-3 pb-2 max-sm:max-h-[46dvh] max-sm:px-3 max-sm:pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {/* With many aspects the fields scroll, so that a phone keeps half of itself for reading; what submits them stays in place. The padding is for focus rings. */}
      <div className="-mx-1.5 -my-1 min-h-0 overflow-y-auto px-1.5 py-1">{children}</div>
      <DockFoot {...foot} />
      <p aria-live="assertive" className={cx('text-fail-text text-small', problem ? 'mt-1' : 'sr-only')}>
        {problem}
      </p>
    </form>
  );
}

function DockFoot({
  form,
  draft,
  bindings,
  act,
  undoable,
  onKeep,
}: Omit<AnnotationDockProps, 'children' | 'onSubmit' | 'problem'>) {
  const sign = (command: KeyCommand, onFill = false) => {
    const badge = keyBadge(bindings, command);
    return (
      badge && (
        <span aria-hidden="true" className="max-sm:hidden">
          <Kbd onFill={onFill}>{badge}</Kbd>
        </span>
      )
    );
  };
  const quiet = (command: Parameters<typeof act>[0], children: ReactNode) => (
    <button className={buttonClass('quiet', 'small')} onClick={() => act(command)} type="button">
      {children} {sign(command)}
    </button>
  );
  return (
    <div className="mt-2 flex shrink-0 items-center gap-2 text-small max-sm:gap-0.5">
      {onKeep ? (
        <button className={buttonClass('quiet', 'small')} onClick={onKeep} type="button">
          Keep it as it was
        </button>
      ) : (
        <>
          {undoable !== null &&
            quiet(
              'undo',
              <>
                <Icon name="undo" size={14} strokeWidth={2} /> Undo
              </>,
            )}
          {quiet(
            'history',
            <>
              <Icon name="history" size={14} strokeWidth={2} />{' '}
              <span className="max-sm:sr-only">History</span>
            </>,
          )}
          {undoable !== null && (
            <span className="min-w-0 truncate text-ink-3 max-md:hidden">Your last label: {undoable}</span>
          )}
        </>
      )}
      <span className="flex-1" />
      {form.flag &&
        quiet(
          'flag',
          <span
            className={cx('inline-flex items-center gap-1.5', draft.flag && 'font-semibold text-fail-text')}
          >
            <Icon name="flag" fill={draft.flag ? 'currentColor' : 'none'} size={14} strokeWidth={2} />
            <span className={cx(draft.flag && 'max-sm:sr-only')}>
              {draft.flag ? `Flagged. ${flagWords(draft.flag)}` : 'Flag'}
            </span>
          </span>,
        )}
      {form.skipPolicy !== 'off' && !onKeep && quiet('skip', 'Skip')}
      <span className="grid max-sm:min-w-[38%]">
        <Button type="submit" variant="primary">
          {onKeep ? 'Save the change' : 'Submit and next'} {sign('submit', true)}
        </Button>
      </span>
    </div>
  );
}
