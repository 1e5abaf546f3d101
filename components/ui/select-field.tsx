'use client';

import type { ComponentProps } from 'react';
import { cx } from './cx';
import { controlClass, Field, type FieldWords } from './field';
import { SelectArrow } from './select-arrow';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

interface SelectFieldProps extends FieldWords, Omit<ComponentProps<'select'>, 'children'> {
  options: SelectOption[];
  /** Shown first, chooses nothing. */
  placeholder?: string;
}

/** The browser's own select: right on every device and keyboard, and it works before the scripts arrive. */
export function SelectField({
  label,
  hint,
  error,
  labelHidden,
  id,
  required,
  options,
  placeholder,
  ...rest
}: SelectFieldProps) {
  return (
    <Field error={error} hint={hint} id={id} label={label} labelHidden={labelHidden} required={required}>
      {(ids) => (
        <span className="relative block">
          <select
            {...rest}
            {...ids}
            className={cx(controlClass, 'h-8 appearance-none pr-8 max-sm:h-11')}
            required={required}
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option disabled={option.disabled} key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <SelectArrow />
        </span>
      )}
    </Field>
  );
}
