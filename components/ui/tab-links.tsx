'use client';

import { cx } from './cx';
import { Link } from './link';

export interface TabLink {
  href: string;
  label: string;
  current?: boolean;
  count?: number;
}

/** Parts of one page, each with its own address: links, so that Back works and a part can be sent to someone. */
export function TabLinks({ items, label }: { items: TabLink[]; label: string }) {
  return (
    <nav aria-label={label} className="relative mb-3 overflow-x-auto border-line border-b">
      <ul className="flex gap-4">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              aria-current={item.current ? 'page' : undefined}
              className={cx(
                'flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 outline-offset-[-2px] max-sm:h-11',
                item.current
                  ? 'border-accent font-semibold text-accent-text'
                  : 'border-transparent text-ink-2 hover:text-ink',
              )}
              href={item.href}
            >
              {item.label}
              {item.count !== undefined && (
                <span className="font-normal text-ink-3 text-small">{item.count.toLocaleString('en')}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
