import { type ReactNode, useId } from 'react';
import { VerdictIcon } from './verdict';

export interface FieldWords {
  label: ReactNode;
  /** What to enter and what it is for; stays visible. */
  hint?: ReactNode;
  /** Straight from a form action: one message, several, or none. */
  error?: string | string[] | null;
  /** The label is for screen readers only, where the place says it already. */
  labelHidden?: boolean;
}

/** What a control needs so that its hint and error are read with it. */
export interface FieldIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export function fieldErrors(error: FieldWords['error']): string[] {
  return error ? (Array.isArray(error) ? error : [error]) : [];
}

export function FieldError({ id, errors }: { id: string; errors: string[] }) {
  if (errors.length === 0) return null;
  return (
    <div className="flex items-start gap-1.5 text-fail-text text-small" id={id}>
      <span className="mt-0.5">
        <VerdictIcon size={13} verdict="FAIL" />
      </span>
      <span>{errors.join(' ')}</span>
    </div>
  );
}

interface FieldProps extends FieldWords {
  required?: boolean;
  /** An id given from outside, for labels and tests that need to know it. */
  id?: string;
  children: (ids: FieldIds) => ReactNode;
}

/** Label above, control, hint and error below: the frame of every control that has one label. */
export function Field({ label, hint, error, labelHidden, required, id, children }: FieldProps) {
  const own = useId();
  const errors = fieldErrors(error);
  const controlId = id ?? own;
  const describedBy = [hint ? `${controlId}-hint` : '', errors.length > 0 ? `${controlId}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label className={labelHidden ? 'sr-only' : 'font-medium'} htmlFor={controlId}>
        {label}
        {required === false && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children({
        id: controlId,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': errors.length > 0 || undefined,
      })}
      {hint && (
        <p className="text-ink-3 text-small" id={`${controlId}-hint`}>
          {hint}
        </p>
      )}
      <FieldError errors={errors} id={`${controlId}-error`} />
    </div>
  );
}

/** The look of every text-like control. 16 px on a phone: a smaller one makes iOS zoom the page. */
export const controlClass =
  'w-full min-w-0 rounded-control border border-control bg-surface px-2.5 text-ink placeholder:text-ink-3 hover:border-ink-3 disabled:border-dashed disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-fail max-sm:text-title';
