'use client';

import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { VerdictIcon } from './verdict';

export type ChipTone = 'plain' | 'quiet' | 'strong' | 'accent' | 'pass' | 'fail' | 'nee' | 'a' | 'b';

const TONE: Record<ChipTone, string> = {
  plain: 'border-line-strong text-ink-2',
  quiet: 'border-transparent bg-hover text-ink',
  strong: 'border-line-strong bg-sunken font-semibold text-ink',
  accent: 'border-transparent bg-accent-soft text-accent-text',
  pass: 'border-transparent bg-pass-soft text-pass-text',
  fail: 'border-transparent bg-fail-soft text-fail-text',
  nee: 'border-transparent bg-nee-soft text-nee-text',
  a: 'border-transparent bg-a-soft text-a-text',
  b: 'border-transparent bg-b-soft text-b-text',
};

/** A state in a word or two. The word carries it; the tone only helps to find it. */
export function Chip({
  tone = 'plain',
  icon,
  dot,
  children,
}: {
  tone?: ChipTone;
  icon?: IconName;
  dot?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={cx(
        'inline-flex h-5 items-center align-middle gap-[5px] whitespace-nowrap rounded-full border px-[7px] font-normal text-small',
        TONE[tone],
      )}
    >
      {tone === 'fail' && !icon && !dot && <VerdictIcon size={12} verdict="FAIL" />}
      {icon && <Icon name={icon} size={12} />}
      {dot && <span className="size-1.5 rounded-full bg-current" />}
      {children}
    </span>
  );
}
