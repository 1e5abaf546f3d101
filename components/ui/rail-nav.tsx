'use client';

import { usePathname } from 'next/navigation';
import { DropdownMenu } from 'radix-ui';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { Link } from './link';
import { Logo } from './logo';
import { Menu } from './menu';
import { menuItemClass } from './menu-style';

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  /** Says outright whether this is the place; left out, the longest item address that begins the path is. */
  current?: boolean;
  /** A small count beside the words, for what waits there. */
  badge?: number;
}

/** The item a path belongs to: the longest address that is the path or a folder above it. */
function currentHref(items: NavItem[], path: string): string | null {
  const told = items.find((item) => item.current);
  if (told) return told.href;
  const above = items.filter(
    (item) => item.current !== false && (path === item.href || path.startsWith(`${item.href}/`)),
  );
  return above.sort((x, y) => y.href.length - x.href.length)[0]?.href ?? null;
}

function Place({ item, here, inBar }: { item: NavItem; here: boolean; inBar: boolean }) {
  return (
    <Link
      aria-current={here ? 'page' : undefined}
      className={cx(
        'relative flex flex-col items-center justify-center gap-[3px] rounded-control px-0.5 pt-[7px] pb-1.5 text-center text-micro leading-[1.2] max-sm:min-h-12 max-sm:flex-1 max-sm:py-1',
        !inBar && 'max-sm:hidden',
        here ? 'bg-accent-soft font-semibold text-accent-text' : 'text-ink-2 hover:bg-hover',
      )}
      href={item.href}
    >
      <Icon name={item.icon} size={18} />
      {item.label}
      {item.badge ? (
        <span className="absolute top-1 right-2.5 min-w-4 rounded-full bg-accent px-1 font-semibold text-accent-ink text-micro leading-4">
          {item.badge}
          <span className="sr-only"> waiting</span>
        </span>
      ) : null}
    </Link>
  );
}

/** The main navigation: a rail of icons with words, a tab bar at the thumb on a phone (the rest under More). */
export function RailNav({
  items,
  endItems = [],
  home,
}: {
  items: NavItem[];
  endItems?: NavItem[];
  home: string;
}) {
  const path = usePathname();
  const all = [...items, ...endItems];
  const here = currentHref(all, path);
  const phoneBar = all.length > 5 ? all.slice(0, 4) : all;
  const more = all.slice(phoneBar.length);
  return (
    <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5 max-sm:flex-row">
      <Link
        aria-label="Concord, start page"
        className="mb-1.5 grid h-8 place-items-center rounded-control max-sm:hidden"
        href={home}
      >
        <Logo />
      </Link>
      {items.map((item) => (
        <Place here={item.href === here} inBar={phoneBar.includes(item)} item={item} key={item.href} />
      ))}
      <span className="flex-1 max-sm:hidden" />
      {endItems.map((item) => (
        <Place here={item.href === here} inBar={phoneBar.includes(item)} item={item} key={item.href} />
      ))}
      {more.length > 0 && (
        <Menu
          button={
            <>
              <Icon name="more" size={18} />
              More
            </>
          }
          className={cx(
            'flex min-h-12 flex-1 flex-col items-center justify-center gap-[3px] rounded-control text-micro leading-[1.2] sm:hidden',
            more.some((item) => item.href === here)
              ? 'bg-accent-soft font-semibold text-accent-text'
              : 'text-ink-2',
          )}
          offset={8}
          side="top"
        >
          {more.map((item) => (
            <DropdownMenu.Item asChild key={item.href}>
              <Link
                aria-current={item.href === here ? 'page' : undefined}
                className={cx(menuItemClass, 'min-h-11')}
                href={item.href}
              >
                <Icon name={item.icon} />
                {item.label}
              </Link>
            </DropdownMenu.Item>
          ))}
        </Menu>
      )}
    </nav>
  );
}
