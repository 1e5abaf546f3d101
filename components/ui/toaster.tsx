'use client';

import { Toaster as Sonner, toast } from 'sonner';
import { Icon } from './icon';
import { VerdictIcon } from './verdict';

export { toast };

/** Where short confirmations appear. What must not be missed belongs into the page as a notice instead. */
export function Toaster() {
  return (
    <Sonner
      containerAriaLabel="Messages"
      gap={8}
      icons={{
        success: <VerdictIcon verdict="PASS" />,
        error: <VerdictIcon verdict="FAIL" />,
        warning: <VerdictIcon verdict="NOT_ENOUGH_EVIDENCE" />,
        info: <Icon name="info" />,
      }}
      mobileOffset={{ bottom: 72 }}
      duration={6000}
      position="bottom-right"
      // The library brings its own font stack; messages speak in the page's.
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        unstyled: true,
        closeButton: true,
        classNames: {
          toast:
            'group relative flex w-full items-start gap-2 rounded-control border border-line-strong bg-surface py-2.5 pr-9 pl-3 text-body text-ink shadow-pop',
          icon: 'mt-0.5 shrink-0',
          title: 'font-medium',
          description: 'text-ink-2 text-small',
          actionButton:
            'ml-auto h-6 shrink-0 rounded-small border border-control px-2 font-medium text-small hover:bg-hover',
          cancelButton: 'h-6 shrink-0 rounded-small px-2 text-ink-2 text-small hover:bg-hover',
          closeButton:
            'absolute top-2 right-2 grid size-6 place-items-center rounded-small text-ink-3 hover:bg-hover hover:text-ink',
        },
      }}
    />
  );
}
