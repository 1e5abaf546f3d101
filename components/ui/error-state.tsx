'use client';

import type { ReactNode } from 'react';
import { VerdictIcon } from './verdict';

interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What is safe: no labels lost, nothing trained. */
  safe?: ReactNode;
  /** What to do, as buttons. */
  action?: ReactNode;
  /** For the report to an admin. */
  errorNumber?: string;
}

export function ErrorState({ title, safe, action, errorNumber }: ErrorStateProps) {
  return (
    <div className="mx-auto flex max-w-lg gap-3 px-4 py-20 max-sm:py-10" role="alert">
      <span className="mt-0.5">
        <VerdictIcon size={24} verdict="FAIL" />
      </span>
      <div className="min-w-0 flex-1">
        <h1 className="font-semibold text-title">{title}</h1>
        {safe && <div className="mt-1 text-ink-2">{safe}</div>}
        {action && <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
        {errorNumber && <p className="mt-4 text-ink-3 text-small">Error {errorNumber}</p>}
      </div>
    </div>
  );
}
