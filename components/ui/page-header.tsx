'use client';

import type { ReactNode } from 'react';
import { cx } from './cx';

interface PageHeaderProps {
  /** The answer, not the page's name: "Two of 14 annotators need you". */
  title: string;
  /** What first, in one sentence. */
  lead?: ReactNode;
  /** One primary button at most. */
  actions?: ReactNode;
  /** Between answer and actions, such as the verdict tally. */
  aside?: ReactNode;
  /** `hero` for a verdict, `figure` where the page below needs the room. */
  size?: 'hero' | 'figure';
}

export function PageHeader({ title, lead, actions, aside, size = 'figure' }: PageHeaderProps) {
  return (
    <header className="mb-3 flex flex-wrap items-center gap-x-8 gap-y-3">
      <div className="min-w-[min(100%,280px)] flex-1">
        <h1
          className={cx(
            'font-semibold tracking-[-0.01em]',
            size === 'hero' ? 'text-hero max-sm:text-[22px]' : 'text-figure',
          )}
        >
          {title}
        </h1>
        {lead && (
          <p className={cx('mt-0.5 text-ink-2', size === 'hero' ? 'text-lead' : 'text-body')}>{lead}</p>
        )}
      </div>
      {aside}
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
