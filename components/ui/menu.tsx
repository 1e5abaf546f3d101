'use client';

import { DropdownMenu } from 'radix-ui';
import type { ReactNode, Ref } from 'react';
import { menuPanelClass } from './menu-style';
import { useInBrowser } from './use-in-browser';

interface MenuProps {
  /** What stands on the button. */
  button: ReactNode;
  className: string;
  ref?: Ref<HTMLButtonElement>;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  offset?: number;
  /** The items: Radix' own. */
  children: ReactNode;
}

/**
 * A button that opens a menu. The server draws the button alone: a menu that nobody can open yet is thirty components of
 * work, several times a page.
 */
export function Menu({ button, className, ref, align = 'end', side, offset = 6, children }: MenuProps) {
  if (!useInBrowser())
    return (
      <button aria-expanded="false" aria-haspopup="menu" className={className} ref={ref} type="button">
        {button}
      </button>
    );
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={className} ref={ref}>
        {button}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} className={menuPanelClass} side={side} sideOffset={offset}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
