'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx';
import { Icon } from './icon';

interface DialogProps {
  /** The button that opens it; left out when `open` is steered from outside. */
  trigger?: ReactElement;
  title: string;
  /** What happens, in a sentence. */
  description?: ReactNode;
  children?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Room for a table or a side-by-side view. */
  wide?: boolean;
}

/** A question or form over the page. On a phone it rises from the bottom, at the thumb. */
export function Dialog({ trigger, title, description, children, open, onOpenChange, wide }: DialogProps) {
  return (
    <Radix.Root onOpenChange={onOpenChange} open={open}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.45)]" />
        <Radix.Content
          className={cx(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[88dvh] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-control border border-line-strong bg-surface text-ink shadow-pop max-sm:top-auto max-sm:bottom-0 max-sm:w-full max-sm:translate-y-0 max-sm:rounded-b-none',
            wide ? 'max-w-4xl' : 'max-w-lg',
          )}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-title">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mr-1.5 grid size-8 shrink-0 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
            >
              <Icon name="close" size={17} strokeWidth={2} />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-3 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons that ends a dialog: what cancels left, what acts right. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}

/** Closes the dialog around it. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
