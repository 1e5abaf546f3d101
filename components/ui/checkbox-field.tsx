'use client';

import { type ComponentProps, useId } from 'react';
import { FieldError, type FieldWords, fieldErrors } from './field';

/** One box to tick, with its words beside it; the whole line is the target. */
export function CheckboxField({
  label,
  hint,
  error,
  id,
  ...rest
}: FieldWords & Omit<ComponentProps<'input'>, 'type'>) {
  const own = useId();
  const boxId = id ?? own;
  const errors = fieldErrors(error);
  return (
    <div className="grid">
      <label className="flex min-h-6 items-start gap-2 max-sm:min-h-11 max-sm:items-center" htmlFor={boxId}>
        <input
          {...rest}
          aria-describedby={
            [hint ? `${boxId}-hint` : '', errors.length > 0 ? `${boxId}-error` : '']
              .filter(Boolean)
              .join(' ') || undefined
          }
          aria-invalid={errors.length > 0 || undefined}
          className="mt-0.5 size-4 shrink-0 accent-accent max-sm:mt-0 max-sm:size-5"
          id={boxId}
          type="checkbox"
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p
          className="-mt-0.5 mb-1 pl-6 text-ink-3 text-small max-sm:-mt-2.5 max-sm:pl-7"
          id={`${boxId}-hint`}
        >
          {hint}
        </p>
      )}
      <FieldError errors={errors} id={`${boxId}-error`} />
    </div>
  );
}
