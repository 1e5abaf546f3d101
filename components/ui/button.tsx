import { Lock } from 'lucide-react';
import Link from 'next/link';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

export type ButtonVariant = 'default' | 'primary' | 'quiet' | 'danger';
export type ButtonSize = 'normal' | 'small' | 'touch';

const VARIANT: Record<ButtonVariant, string> = {
  default: 'border-control bg-surface text-ink hover:bg-hover',
  primary: 'border-accent bg-accent font-semibold text-accent-ink hover:brightness-110 active:brightness-95',
  quiet: 'border-transparent text-ink-2 hover:bg-hover',
  danger: 'border-fail bg-surface text-fail-text hover:bg-fail-soft',
};

const SIZE: Record<ButtonSize, string> = {
  normal: 'h-8 rounded-control px-3 max-sm:h-10',
  small: 'h-6 rounded-small px-2 text-small max-sm:h-8',
  touch: 'h-11 rounded-control px-4 text-lead',
};

const OFF = 'cursor-not-allowed border-control border-dashed bg-sunken text-ink-3';

/** The look of a button, for the rare element that is neither a button nor a link. */
export function buttonClass(
  variant: ButtonVariant = 'default',
  size: ButtonSize = 'normal',
  off = false,
): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap border font-medium',
    SIZE[size],
    off ? OFF : VARIANT[variant],
  );
}

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
        <Lock aria-hidden="true" size={14} strokeWidth={1.8} />
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
