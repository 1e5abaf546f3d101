'use client';

import { Icon } from '#components/ui/icon';
import { buttonClass } from '../ui/button-class';

interface TablePagerProps {
  /** The table's name: a page may have several. */
  caption: string;
  page: number;
  pages: number;
  size: number;
  rows: number;
  onPage: (page: number) => void;
  onSize: (size: number) => void;
}

const SIZES = [25, 50, 100, 500];

/** Which rows are shown, and the way to the others. */
export function TablePager({ caption, page, pages, size, rows, onPage, onSize }: TablePagerProps) {
  const first = (page - 1) * size + 1;
  const last = Math.min(rows, page * size);
  const sizes = SIZES.includes(size) ? SIZES : [...SIZES, size].sort((a, b) => a - b);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 text-ink-2 text-small">
      <p aria-live="polite">
        {first.toLocaleString('en')} – {last.toLocaleString('en')} of {rows.toLocaleString('en')}
      </p>
      <label className="flex items-center gap-1.5">
        Rows
        <select
          className="h-6 rounded-small border border-control bg-surface px-1 text-ink max-sm:h-8"
          onChange={(event) => onSize(Number(event.target.value))}
          value={size}
        >
          {sizes.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      </label>
      <nav aria-label={`Pages of the table: ${caption}`} className="ml-auto flex items-center gap-2">
        <Step disabled={page <= 1} label="Previous page" onPress={() => onPage(page - 1)}>
          <Icon name="left" size={14} strokeWidth={2} />
        </Step>
        <span>
          Page {page} of {pages}
        </span>
        <Step disabled={page >= pages} label="Next page" onPress={() => onPage(page + 1)}>
          <Icon name="right" size={14} strokeWidth={2} />
        </Step>
      </nav>
    </div>
  );
}

function Step({
  disabled,
  label,
  onPress,
  children,
}: {
  disabled: boolean;
  label: string;
  onPress: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      aria-label={label}
      className={buttonClass('default', 'small', disabled)}
      disabled={disabled}
      onClick={onPress}
      type="button"
    >
      {children}
    </button>
  );
}
