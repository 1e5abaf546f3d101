'use client';

import type { ReactNode } from 'react';
import { cx } from './cx';

/** A key to press. `onFill` is for keys inside a filled button. */
export function Kbd({ children, onFill }: { children: ReactNode; onFill?: boolean }) {
  return (
    <kbd
      className={cx(
        'inline-grid h-[18px] min-w-[18px] place-items-center rounded-small border border-b-2 px-1 font-sans font-semibold text-micro leading-none',
        onFill ? 'border-current bg-transparent text-current' : 'border-control bg-surface text-ink-2',
      )}
    >
      {children}
    </kbd>
  );
}
