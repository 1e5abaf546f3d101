'use client';

import type { ReactNode, Ref } from 'react';
import { cx } from './cx';

interface ScrollAreaProps {
  /** What scrolls here, for who hears the page. */
  label: string;
  /** Which way it scrolls, and its look. */
  className?: string;
  ref?: Ref<HTMLElement>;
  /** Where one page has many: a group, which does not crowd the list of a page's regions. */
  many?: boolean;
  children: ReactNode;
}

/** A part of the page that scrolls by itself. It takes the focus, because the keyboard has no other way to scroll it. */
export function ScrollArea({ label, className, ref, many, children }: ScrollAreaProps) {
  return (
    <section
      aria-label={label}
      // Positioned, so that what only screen readers hear stays inside it and widens no page.
      className={cx('relative outline-offset-[-2px]', className)}
      ref={ref}
      role={many ? 'group' : undefined}
      tabIndex={0}
    >
      {children}
    </section>
  );
}
