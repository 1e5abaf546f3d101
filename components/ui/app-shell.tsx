'use client';

import type { ReactNode } from 'react';
import { type NavItem, RailNav } from './rail-nav';

interface AppShellProps {
  /** The places this role may go; the caller leaves the others out. */
  items: NavItem[];
  /** Places at the foot of the rail, such as settings. */
  endItems?: NavItem[];
  /** Where the logo leads. */
  home: string;
  breadcrumb?: ReactNode;
  right?: ReactNode;
  user?: ReactNode;
  children: ReactNode;
}

export function AppShell({ items, endItems, home, breadcrumb, right, user, children }: AppShellProps) {
  return (
    <div className="grid min-h-dvh print:block grid-cols-[var(--rail)_minmax(0,1fr)] grid-rows-[var(--bar)_minmax(0,1fr)] max-sm:grid-cols-[minmax(0,1fr)]">
      <a
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-accent px-3 py-2 font-semibold text-accent-ink focus:translate-y-0"
        href="#main"
      >
        Skip to the page
      </a>
      <div className="no-print sticky top-0 row-span-2 flex h-dvh flex-col border-line border-r bg-surface px-1 py-2 max-sm:fixed max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:z-20 max-sm:h-auto max-sm:border-t max-sm:border-r-0 max-sm:pt-1 max-sm:pb-[max(4px,env(safe-area-inset-bottom))]">
        <RailNav endItems={endItems} home={home} items={items} />
      </div>
      <header className="group/bar no-print sticky top-0 z-10 flex h-[var(--bar)] min-w-0 items-center gap-3 border-line border-b bg-surface px-6 max-sm:gap-2 max-sm:px-3">
        {/* A phone has room for the page's own figures or for where it is, not for both. */}
        <div className="min-w-0 shrink max-sm:group-has-[#bar-middle>*]/bar:hidden">{breadcrumb}</div>
        <div
          className="flex min-w-0 flex-1 items-center justify-center max-sm:justify-start"
          id="bar-middle"
        />
        {/* A page inside the frame puts its own state here; both have an id for that. */}
        <div className="flex shrink-0 items-center gap-3 text-ink-2 empty:hidden" id="bar-right">
          {right}
        </div>
        {user}
      </header>
      <main
        className="min-w-0 px-6 py-4 outline-none max-sm:px-3 max-sm:py-3 max-sm:pb-20 print:p-0"
        id="main"
        tabIndex={-1}
      >
        {children}
      </main>
    </div>
  );
}
