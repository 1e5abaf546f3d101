/** How every popped-up list looks, so that all menus are one menu. */
export const menuPanelClass =
  'z-50 max-h-[min(420px,var(--radix-dropdown-menu-content-available-height,420px))] min-w-44 max-w-[min(340px,92vw)] overflow-y-auto rounded-control border border-line-strong bg-surface p-1 text-body text-ink shadow-pop';

export const menuItemClass =
  'flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-small px-2 py-1 text-left outline-none data-[highlighted]:bg-hover data-[disabled]:cursor-default data-[disabled]:text-ink-3';

export const menuLabelClass = 'px-2 pt-1.5 pb-1 text-ink-3 text-small';

export const menuLineClass = 'my-1 border-line border-t';
