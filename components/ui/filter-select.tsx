'use client';

import { buttonClass } from './button-class';
import { cx } from './cx';
import { SelectArrow } from './select-arrow';

interface FilterSelectProps {
  label: string;
  /** Empty while nothing is filtered. */
  value: string;
  options: { value: string; label: string }[];
  /** With a name it is a field of a form, and choosing sends the form: nothing else has to be pressed. */
  name?: string;
  onChange?: (value: string) => void;
}

/** One choice of a filter. Each option says what it filters by, so no label is needed beside it. */
export function FilterSelect({ label, value, options, name, onChange }: FilterSelectProps) {
  return (
    <span className="relative inline-flex max-w-full">
      <select
        aria-label={label}
        className={cx(
          buttonClass(),
          'max-w-full appearance-none pr-8',
          value && 'border-accent text-accent-text',
        )}
        name={name}
        onChange={(event) =>
          onChange ? onChange(event.target.value) : event.currentTarget.form?.requestSubmit()
        }
        {...(onChange ? { value } : { defaultValue: value })}
      >
        <option value="">{label}: all</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {label}: {option.label}
          </option>
        ))}
      </select>
      <SelectArrow />
    </span>
  );
}
