'use client';

import type { ComponentProps } from 'react';
import { cx } from './cx';
import { controlClass, Field, type FieldWords } from './field';

/** One line of text. With an action state, give `defaultValue` from it, so that a refused form keeps what was typed. */
export function TextField({
  label,
  hint,
  error,
  labelHidden,
  id,
  required,
  ...rest
}: FieldWords & ComponentProps<'input'>) {
  return (
    <Field error={error} hint={hint} id={id} label={label} labelHidden={labelHidden} required={required}>
      {(ids) => (
        <input
          type="text"
          {...rest}
          {...ids}
          className={cx(controlClass, 'h-8 max-sm:h-11')}
          required={required}
        />
      )}
    </Field>
  );
}
