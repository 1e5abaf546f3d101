'use client';

import { DropdownMenu } from 'radix-ui';
import { Icon, type IconName } from './icon';
import { Link } from './link';
import { Menu } from './menu';
import { menuItemClass, menuLineClass } from './menu-style';
import { ThemeMenuItems } from './theme-switch';

interface UserMenuProps {
  name: string;
  /** Under the name: the address, or the role in this project. */
  detail?: string;
  items?: { href: string; label: string; icon?: IconName }[];
  /** A server action that ends the session. */
  signOut: () => void | Promise<void>;
}

/** First letters of the first and last word of a name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

export function UserMenu({ name, detail, items = [], signOut }: UserMenuProps) {
  return (
    <Menu
      button={
        <>
          <span
            aria-hidden="true"
            className="grid size-7 place-items-center rounded-full bg-data-soft font-semibold text-ink text-micro"
          >
            {initials(name)}
          </span>
          <span className="sr-only">Account:</span>
          <span className="max-w-40 truncate max-sm:sr-only">{name}</span>
          <Icon name="open" className="max-sm:hidden" size={13} strokeWidth={1.8} />
        </>
      }
      className="-mr-1 flex shrink-0 items-center gap-2 rounded-control p-1 text-ink-2 hover:bg-hover"
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-semibold">{name}</p>
        {detail && <p className="truncate text-ink-3 text-small">{detail}</p>}
      </div>
      <DropdownMenu.Separator className={menuLineClass} />
      {items.map((item) => (
        <DropdownMenu.Item asChild key={item.href}>
          <Link className={menuItemClass} href={item.href}>
            {item.icon && <Icon name={item.icon} />}
            {item.label}
          </Link>
        </DropdownMenu.Item>
      ))}
      {items.length > 0 && <DropdownMenu.Separator className={menuLineClass} />}
      <ThemeMenuItems />
      <DropdownMenu.Separator className={menuLineClass} />
      <DropdownMenu.Item className={menuItemClass} onSelect={() => void signOut()}>
        Sign out
      </DropdownMenu.Item>
    </Menu>
  );
}
