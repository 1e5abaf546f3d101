'use client';

import { type ReactNode, useId } from 'react';
import { cx } from './cx';

interface CardProps {
  title?: ReactNode;
  /** Beside the title: what is shown, in the reader's words and with its unit. */
  note?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** Off for tables and lists that reach the card's edge. */
  padded?: boolean;
  /** Fills the height of its grid cell. */
  grow?: boolean;
  /** For a place that other pages point at. */
  id?: string;
  children: ReactNode;
}

export function Card({ title, note, actions, footer, padded = true, grow, id, children }: CardProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      className={cx('flex min-w-0 flex-col rounded-control border border-line bg-surface', grow && 'h-full')}
      id={id}
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-center gap-x-2 gap-y-1 px-4 pt-2.5">
          <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
            {title && (
              <h2 className="font-semibold text-lead leading-[1.25]" id={titleId}>
                {title}
              </h2>
            )}
            {note && <p className="text-ink-3 text-small">{note}</p>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cx('min-w-0 flex-1', padded && 'px-4 pt-2 pb-4')}>{children}</div>
      {footer && (
        <footer className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2">{footer}</footer>
      )}
    </section>
  );
}
