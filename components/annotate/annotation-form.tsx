'use client';

import { type RefObject, useId, useState } from 'react';
import { cx } from '#components/ui/cx';
import { controlClass } from '#components/ui/field';
import { Kbd } from '#components/ui/kbd';
import { type KeyBindings, keyBadge } from '#lib/labels/annotation-keys';
import { chooseAspect, chooseSide, type LabelDraft, placeOnScale } from '#lib/labels/label-draft';
import type { LabelForm } from '#lib/labels/label-form';
import { AspectRows } from './aspect-rows';
import { ChoiceBar } from './choice-bar';
import { ReasonChips } from './reason-chips';
import { StrengthScale } from './strength-scale';

interface AnnotationFormProps {
  form: LabelForm;
  draft: LabelDraft;
  onChange: (draft: LabelDraft) => void;
  bindings: KeyBindings;
  /** The aspect that the arrow keys belong to; null while they belong to the choice. */
  aspect: string | null;
  rationale?: RefObject<HTMLTextAreaElement | null>;
}

/** Everything that a project asks about a comparison. */
export function AnnotationForm({ form, draft, onChange, bindings, aspect, rationale }: AnnotationFormProps) {
  const steps = form.strengthSteps as 0 | 1 | 2 | 3;
  const arrows = [keyBadge(bindings, 'left'), keyBadge(bindings, 'right')].filter(Boolean);
  const place = (choice: 'A' | 'B' | 'TIE', strength: number | null) =>
    onChange(placeOnScale(draft, choice === 'TIE' ? 0 : (choice === 'A' ? -1 : 1) * (strength ?? 1), form));
  const why = form.reasons.length > 0 || form.rationale !== 'off';
  return (
    // By its own width, not the window's: a preview is narrow on a wide screen.
    <div className="@container">
      <ChoiceBar
        bindings={bindings}
        choices={form.choices}
        onChange={(choice) => onChange(chooseSide(draft, choice, form))}
        value={draft.choice}
      />
      <div className={cx('mt-2.5 grid gap-x-6 gap-y-1.5', why && '@min-[680px]:grid-cols-2')}>
        <div className="grid min-w-0 content-start gap-2">
          {steps > 0 && (
            <StrengthScale
              arrows={aspect === null ? arrows : []}
              choice={draft.choice}
              onChange={place}
              steps={steps as 1 | 2 | 3}
              strength={draft.strength}
              tie={form.choices.includes('TIE')}
            />
          )}
          {form.aspects.length > 0 && (
            <AspectRows
              active={aspect}
              arrows={arrows}
              aspects={form.aspects}
              onChange={(id, choice) => onChange(chooseAspect(draft, id, choice))}
              value={draft.aspects}
            />
          )}
        </div>
        {why && (
          <div className="min-w-0">
            {form.reasons.length > 0 && (
              <ReasonChips
                note={form.reasonRequired ? 'choose at least one' : undefined}
                onChange={(reasons) => onChange({ ...draft, reasons })}
                reasons={form.reasons}
                value={draft.reasons}
              />
            )}
            {form.rationale !== 'off' && (
              <Rationale
                draft={draft}
                field={rationale}
                form={form}
                onChange={onChange}
                sign={keyBadge(bindings, 'write')}
              />
            )}
          </div>
        )}
      </div>
    </div>
  );
}

interface RationaleProps {
  form: LabelForm;
  draft: LabelDraft;
  field?: RefObject<HTMLTextAreaElement | null>;
  onChange: (draft: LabelDraft) => void;
  sign: string;
}

function Rationale({ form, draft, field, onChange, sign }: RationaleProps) {
  const id = useId();
  const least = form.rationaleMinimum;
  const needed = form.rationale === 'required';
  const words = needed ? 'Say why' : 'Say why, if it helps';
  const [opened, setOpened] = useState(false);
  // A phone has room for it only when it is wanted.
  const folded = !needed && !opened && draft.rationale === '';
  const length = draft.rationale.trim().length;
  const short = least > 0 && (needed || length > 0) && length < least;
  return (
    <div className="relative mt-1.5 max-sm:mt-1">
      {folded && (
        <button className="link py-1 text-small sm:hidden" onClick={() => setOpened(true)} type="button">
          Add a note
        </button>
      )}
      <label className="sr-only" htmlFor={id}>
        {words}
      </label>
      <textarea
        aria-describedby={short ? `${id}-length` : undefined}
        className={cx(
          controlClass,
          'block h-8 resize-none py-1.5 pr-24 max-sm:h-10 max-sm:py-2',
          folded && 'max-sm:hidden',
        )}
        id={id}
        maxLength={4000}
        onChange={(event) => onChange({ ...draft, rationale: event.target.value })}
        placeholder={least > 0 ? `${words}: ${least} characters or more` : words}
        ref={field}
        rows={1}
        value={draft.rationale}
      />
      <span
        className={cx(
          'pointer-events-none absolute right-2.5 bottom-[7px] text-ink-3 text-small',
          folded && 'max-sm:hidden',
        )}
        id={`${id}-length`}
      >
        {short && length > 0 && `${length} of ${least}`}
        {sign && length === 0 && (
          <span className="max-sm:hidden">
            <Kbd>{sign}</Kbd>
          </span>
        )}
      </span>
    </div>
  );
}
