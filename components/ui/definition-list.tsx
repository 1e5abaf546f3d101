'use client';

import type { ReactNode } from 'react';
import { cx } from './cx';

export interface Definition {
  term: string;
  value: ReactNode;
  /** After the value, lighter: an interval, a unit, a count. */
  note?: ReactNode;
}

/** Many figures below each other: words, figures and notes each in a column of their own. */
export function FigureList({ items }: { items: Definition[] }) {
  return (
    <dl className="grid grid-cols-[auto_auto_minmax(0,1fr)]">
      {items.map(({ term, value, note }) => (
        <div
          className="col-span-full grid grid-cols-subgrid items-baseline gap-x-3 border-line border-b py-1.5 last:border-b-0"
          key={term}
        >
          <dt className="text-ink-2 text-small">{term}</dt>
          <dd className="whitespace-nowrap text-right font-semibold">{value}</dd>
          <dd className="text-ink-3 text-small">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Pairs of a word and its figure: in rows with hairlines, or side by side (`columns`). */
export function DefinitionList({ items, columns }: { items: Definition[]; columns?: boolean }) {
  return (
    <dl className={columns ? 'flex flex-wrap justify-between gap-x-6 gap-y-3' : undefined}>
      {items.map(({ term, value, note }) => (
        <div
          className={cx(
            columns
              ? 'min-w-20'
              : 'flex items-baseline justify-between gap-4 border-line border-b py-1.5 last:border-b-0',
          )}
          key={term}
        >
          <dt className={cx('text-small', columns ? 'text-ink-3' : 'text-ink-2')}>{term}</dt>
          <dd className={cx('font-semibold', !columns && 'text-right')}>
            {value}
            {note && <span className="font-normal text-ink-3 text-small"> {note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
