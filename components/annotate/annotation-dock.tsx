'use client';

import { Undo2 } from 'lucide-react';
import { type ReactNode, type RefObject, useId, useState } from 'react';
import { Button, buttonClass } from '#components/ui/button';
import { cx } from '#components/ui/cx';
import { controlClass } from '#components/ui/field';
import { Kbd } from '#components/ui/kbd';
import { chooseSide, type LabelDraft, placeOnScale } from '#lib/labels/label-draft';
import type { LabelForm } from '#lib/labels/label-form';
import { ChoiceBar } from './choice-bar';
import { ReasonChips } from './reason-chips';
import { StrengthScale } from './strength-scale';

interface AnnotationDockProps {
  form: LabelForm;
  draft: LabelDraft;
  onChange: (draft: LabelDraft) => void;
  onSubmit: () => void;
  onSkip: () => void;
  onUndo: () => void;
  /** What `Z` takes back, in words; null when there is nothing. */
  undoable: string | null;
  problem: string | null;
  rationale: RefObject<HTMLTextAreaElement | null>;
}

/** The form under the responses, at the thumb on a phone. */
export function AnnotationDock(props: AnnotationDockProps) {
  const { form, draft, onChange, onSubmit, problem, rationale } = props;
  const steps = form.strengthSteps as 0 | 1 | 2 | 3;
  return (
    <form
      aria-label="Your label"
      className="shrink-0 border-line-strong border-t bg-surface px-6 pt-3 pb-2 max-sm:px-3 max-sm:pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <ChoiceBar
        choices={form.choices}
        onChange={(choice) => onChange(chooseSide(draft, choice, form))}
        value={draft.choice}
      />
      <div className="mt-2.5 grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
        {steps > 0 && (
          <StrengthScale
            choice={draft.choice}
            onChange={(choice, strength) =>
              onChange(
                placeOnScale(draft, choice === 'TIE' ? 0 : (choice === 'A' ? -1 : 1) * (strength ?? 1), form),
              )
            }
            steps={steps as 1 | 2 | 3}
            strength={draft.strength}
            tie={form.choices.includes('TIE')}
          />
        )}
        <div className="min-w-0">
          {form.reasons.length > 0 && (
            <ReasonChips
              onChange={(reasons) => onChange({ ...draft, reasons })}
              reasons={form.reasons}
              value={draft.reasons}
            />
          )}
          {form.rationale !== 'off' && (
            <Rationale draft={draft} field={rationale} form={form} onChange={onChange} />
          )}
        </div>
      </div>
      <DockFoot {...props} />
      <p aria-live="assertive" className={cx('text-fail-text text-small', problem ? 'mt-1' : 'sr-only')}>
        {problem}
      </p>
    </form>
  );
}

function Rationale({
  form,
  draft,
  field,
  onChange,
}: {
  form: LabelForm;
  draft: LabelDraft;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (draft: LabelDraft) => void;
}) {
  const id = useId();
  const least = form.rationaleMinimum;
  const needed = form.rationale === 'required';
  const words = needed ? 'Say why' : 'Say why, if it helps';
  const [opened, setOpened] = useState(false);
  // A phone has room for it only when it is wanted.
  const folded = !needed && !opened && draft.rationale === '';
  return (
    <div className="mt-1.5 max-sm:mt-1">
      {folded && (
        <button className="link py-1 text-small sm:hidden" onClick={() => setOpened(true)} type="button">
          Add a note
        </button>
      )}
      <label className="sr-only" htmlFor={id}>
        {words}
      </label>
      <textarea
        className={cx(controlClass, 'block h-8 resize-none py-1.5 max-sm:h-10', folded && 'max-sm:hidden')}
        id={id}
        maxLength={4000}
        onChange={(event) => onChange({ ...draft, rationale: event.target.value })}
        placeholder={least > 0 ? `${words}: ${least} characters or more` : words}
        ref={field}
        rows={1}
        value={draft.rationale}
      />
    </div>
  );
}

function DockFoot({ onUndo, onSkip, undoable }: AnnotationDockProps) {
  const quiet = (onClick: () => void, children: ReactNode) => (
    <button className={buttonClass('quiet', 'small')} onClick={onClick} type="button">
      {children}
    </button>
  );
  return (
    <div className="mt-2 flex items-center gap-2 text-small">
      {undoable !== null ? (
        <>
          {quiet(
            onUndo,
            <>
              <Undo2 aria-hidden="true" size={14} /> Undo{' '}
              <span className="max-sm:hidden">
                <Kbd>Z</Kbd>
              </span>
            </>,
          )}
          <span className="min-w-0 truncate text-ink-3 max-sm:hidden">Your last label: {undoable}</span>
        </>
      ) : (
        <span className="text-ink-3 max-sm:hidden">Nothing to take back yet.</span>
      )}
      <span className="flex-1" />
      {quiet(
        onSkip,
        <>
          Skip{' '}
          <span className="max-sm:hidden">
            <Kbd>S</Kbd>
          </span>
        </>,
      )}
      <span className="grid max-sm:min-w-[52%]">
        <Button type="submit" variant="primary">
          Submit and next{' '}
          <span className="max-sm:hidden">
            <Kbd onFill>↵</Kbd>
          </span>
        </Button>
      </span>
    </div>
  );
}
