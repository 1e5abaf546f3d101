'use client';

import { useId } from 'react';
import { cx } from './cx';
import { FieldError, type FieldWords, fieldErrors } from './field';

export interface RadioOption {
  value: string;
  label: string;
  /** What the choice means, under its name. */
  hint?: string;
  disabled?: boolean;
}

interface RadioGroupFieldProps extends FieldWords {
  name: string;
  options: RadioOption[];
  defaultValue?: string;
  required?: boolean;
  /** Options as bordered cards, for choices that need their explanation. */
  cards?: boolean;
  inline?: boolean;
}

export function RadioGroupField({
  label,
  hint,
  error,
  labelHidden,
  name,
  options,
  defaultValue,
  required,
  cards,
  inline,
}: RadioGroupFieldProps) {
  const base = useId();
  const errors = fieldErrors(error);
  return (
    <fieldset
      aria-describedby={
        [hint ? `${base}-hint` : '', errors.length > 0 ? `${base}-error` : ''].filter(Boolean).join(' ') ||
        undefined
      }
      className="grid min-w-0 gap-1"
    >
      <legend className={labelHidden ? 'sr-only' : 'mb-1 font-medium'}>{label}</legend>
      {hint && (
        <p className="text-ink-3 text-small" id={`${base}-hint`}>
          {hint}
        </p>
      )}
      <div className={cx(inline ? 'flex flex-wrap gap-x-4 gap-y-1' : 'grid gap-1', cards && 'gap-2')}>
        {options.map((option) => (
          <label
            className={cx(
              'flex min-h-6 items-start gap-2 max-sm:min-h-11',
              cards
                ? 'rounded-control border border-control bg-surface px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft'
                : 'max-sm:items-center',
            )}
            key={option.value}
          >
            <input
              aria-describedby={option.hint ? `${base}-${option.value}` : undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              defaultChecked={option.value === defaultValue}
              disabled={option.disabled}
              name={name}
              required={required}
              type="radio"
              value={option.value}
            />
            <span className="min-w-0">
              <span className={cx('block', cards && 'font-medium')}>{option.label}</span>
              {option.hint && (
                <span className="block text-ink-2 text-small" id={`${base}-${option.value}`}>
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      <FieldError errors={errors} id={`${base}-error`} />
    </fieldset>
  );
}
