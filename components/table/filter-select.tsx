import { ChevronDown } from 'lucide-react';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';
import type { TableFilter } from './table-column';

/** Keeps the rows whose column has one value; the choice itself names the column, so no label is lost. */
export function FilterSelect({
  filter,
  value,
  onChange,
}: {
  filter: TableFilter;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <span className="relative inline-flex">
      <select
        aria-label={filter.label}
        className={cx(buttonClass(), 'appearance-none pr-8', value && 'border-accent text-accent-text')}
        onChange={(event) => onChange(event.target.value)}
        value={value}
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
