import { cx } from './cx';

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
