'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';
import { Icon, type IconName } from './icon';
import { Link } from './link';

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  children: ReactNode;
}

export interface ButtonProps
  extends Look,
    Omit<ComponentProps<'button'>, 'children' | 'disabled' | 'className'> {
  /** Why the button is off. There is no other way to switch one off: the reader is always told. */
  disabledReason?: string | null;
  /** Where the reason stands: beside the button, or only for screen readers and as a tip (where space is tight). */
  reasonPlace?: 'beside' | 'tip';
}

export function Button({
  variant,
  size,
  icon,
  children,
  disabledReason,
  reasonPlace = 'beside',
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  if (!disabledReason) {
    return (
      <button type="button" {...rest} className={buttonClass(variant, size)}>
        {icon && <Icon name={icon} size={15} />}
        {children}
      </button>
    );
  }
  // Still focusable, so that the reason can be heard; not a submit button, and without its handler, so that it does nothing.
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <button
        aria-describedby={reasonId}
        aria-disabled="true"
        className={buttonClass(variant, size, true)}
        id={rest.id}
        title={reasonPlace === 'tip' ? disabledReason : undefined}
        type="button"
      >
        <Icon name="lock" size={14} strokeWidth={1.8} />
        {children}
      </button>
      <span className={reasonPlace === 'tip' ? 'sr-only' : 'text-ink-3 text-small'} id={reasonId}>
        {disabledReason}
      </span>
    </span>
  );
}

export interface ButtonLinkProps extends Look, Omit<ComponentProps<typeof Link>, 'children' | 'className'> {}

export function ButtonLink({ variant, size, icon, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size)}>
      {icon && <Icon name={icon} size={15} />}
      {children}
    </Link>
  );
}
