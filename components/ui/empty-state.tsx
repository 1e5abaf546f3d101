'use client';

import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

interface EmptyStateProps {
  icon?: IconName;
  /** What is missing, as a short statement. */
  title: string;
  /** Why, and what to do next. */
  children?: ReactNode;
  action?: ReactNode;
  /** Stands alone in the page, with room around it. */
  page?: boolean;
}

export function EmptyState({ icon = 'inbox', title, children, action, page }: EmptyStateProps) {
  return (
    <div className={cx('flex gap-3', page ? 'mx-auto max-w-lg px-4 py-20 max-sm:py-10' : 'py-2.5')}>
      <span className="mt-0.5 text-ink-3">
        <Icon name={icon} size={page ? 28 : 20} />
      </span>
      <div className="min-w-0 flex-1">
        {page ? (
          <h1 className="font-semibold text-title">{title}</h1>
        ) : (
          <p className="font-semibold">{title}</p>
        )}
        {children && (
          <div className={cx('text-ink-3', page ? 'mt-1 text-body' : 'text-small')}>{children}</div>
        )}
        {action && <div className={cx('flex flex-wrap gap-2', page ? 'mt-4' : 'mt-2')}>{action}</div>}
      </div>
    </div>
  );
}
