'use client';

import { ChevronDown } from 'lucide-react';
import { buttonClass } from './button';
import { cx } from './cx';
import type { FilterChoices } from './filter-bar';

/** One choice of a filter bar. Choosing sends the form: nothing else has to be pressed. */
export function FilterChoice({ filter }: { filter: FilterChoices }) {
  return (
    <span className="relative inline-flex max-w-full">
      <select
        aria-label={filter.label}
        className={cx(
          buttonClass(),
          'max-w-full appearance-none pr-8',
          filter.value && 'border-accent text-accent-text',
        )}
        defaultValue={filter.value ?? ''}
        name={filter.name}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        <option value="">{filter.label}: all</option>
        {filter.options.map((option) => (
          <option key={option.value} value={option.value}>
            {filter.label}: {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
        size={14}
        strokeWidth={1.8}
      />
    </span>
  );
}
