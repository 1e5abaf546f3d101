'use client';

import { CrumbMenu, type CrumbOption } from './crumb-menu';
import { cx } from './cx';
import { Icon } from './icon';
import { Link } from './link';

export interface Crumb {
  label: string;
  href?: string;
  /** Its siblings, offered as a menu: the other batches beside this one. */
  options?: CrumbOption[];
}

/** The way here. The last crumb is the place itself; a phone shows only that one. */
export function Breadcrumb({ items }: { items: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex min-w-0 items-center gap-2 whitespace-nowrap text-ink-3">
        {items.map((crumb, at) => {
          const last = at === items.length - 1;
          return (
            <li
              className={cx('flex min-w-0 items-center gap-2', !last && 'max-sm:hidden')}
              key={crumb.href ?? `here ${crumb.label}`}
            >
              {crumb.options ? (
                <CrumbMenu label={crumb.label} options={crumb.options} strong={last} />
              ) : crumb.href && !last ? (
                <Link className="truncate hover:text-ink hover:underline" href={crumb.href}>
                  {crumb.label}
                </Link>
              ) : (
                <span
                  aria-current={last ? 'page' : undefined}
                  className={cx('truncate', last && 'font-semibold text-ink')}
                >
                  {crumb.label}
                </span>
              )}
              {!last && <Icon name="right" className="shrink-0" size={13} />}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
