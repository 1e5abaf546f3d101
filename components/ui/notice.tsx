'use client';

import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { VerdictIcon } from './verdict';

export type NoticeTone = 'info' | 'quiet' | 'pass' | 'fail' | 'nee';

const TONE: Record<NoticeTone, string> = {
  info: 'bg-accent-soft',
  quiet: 'bg-sunken',
  pass: 'bg-pass-soft',
  fail: 'bg-fail-soft',
  nee: 'bg-nee-soft',
};

interface NoticeProps {
  tone?: NoticeTone;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName;
  /** Announced when it appears: `alert` at once, `status` when the reader pauses. Leave out for what was there from the start. */
  live?: 'alert' | 'status';
}

export function Notice({ tone = 'info', title, children, action, icon, live }: NoticeProps) {
  return (
    <div
      className={cx('flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-control px-3 py-2.5', TONE[tone])}
      role={live}
    >
      <span className="mt-0.5 text-ink-2">
        {icon ? (
          <Icon name={icon} />
        ) : tone === 'fail' ? (
          <VerdictIcon verdict="FAIL" />
        ) : tone === 'nee' ? (
          <VerdictIcon verdict="NOT_ENOUGH_EVIDENCE" />
        ) : tone === 'pass' ? (
          <VerdictIcon verdict="PASS" />
        ) : (
          <Icon name="info" />
        )}
      </span>
      <div className="min-w-[min(200px,70%)] flex-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-ink-2 text-small">{children}</div>}
      </div>
      {action}
    </div>
  );
}
