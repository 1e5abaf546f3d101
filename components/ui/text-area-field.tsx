'use client';

import type { ComponentProps } from 'react';
import { cx } from './cx';
import { controlClass, Field, type FieldWords } from './field';

export function TextAreaField({
  label,
  hint,
  error,
  labelHidden,
  id,
  required,
  rows = 4,
  ...rest
}: FieldWords & ComponentProps<'textarea'>) {
  return (
    <Field error={error} hint={hint} id={id} label={label} labelHidden={labelHidden} required={required}>
      {(ids) => (
        <textarea
          {...rest}
          {...ids}
          className={cx(controlClass, 'block py-1.5')}
          required={required}
          rows={rows}
        />
      )}
    </Field>
  );
}
