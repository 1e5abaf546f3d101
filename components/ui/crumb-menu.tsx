'use client';

import { DropdownMenu } from 'radix-ui';
import { cx } from './cx';
import { Icon } from './icon';
import { Link } from './link';
import { Menu } from './menu';
import { menuItemClass } from './menu-style';

export interface CrumbOption {
  href: string;
  label: string;
  current?: boolean;
}

export function CrumbMenu({
  label,
  options,
  strong,
}: {
  label: string;
  options: CrumbOption[];
  strong: boolean;
}) {
  return (
    <Menu
      align="start"
      button={
        <>
          <span className="truncate">{label}</span>
          <Icon name="open" className="shrink-0 text-ink-3" size={13} strokeWidth={1.8} />
        </>
      }
      className={cx(
        '-mx-1 flex min-w-0 items-center gap-1 rounded-small px-1 py-0.5 hover:bg-hover',
        strong && 'font-semibold text-ink',
      )}
    >
      {options.map((option) => (
        <DropdownMenu.Item asChild key={option.href}>
          <Link
            aria-current={option.current ? 'page' : undefined}
            className={menuItemClass}
            href={option.href}
          >
            <span className="grid w-4 place-items-center text-accent-text">
              {option.current && <Icon name="check" size={14} strokeWidth={2} />}
            </span>
            {option.label}
          </Link>
        </DropdownMenu.Item>
      ))}
    </Menu>
  );
}
