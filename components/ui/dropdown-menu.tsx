'use client';

import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { Link } from './link';
import { menuItemClass, menuLabelClass, menuLineClass, menuPanelClass } from './menu-style';
import { useInBrowser } from './use-in-browser';

export type MenuEntry =
  | {
      kind?: 'item';
      label: string;
      icon?: IconName;
      href?: string;
      onSelect?: () => void;
      danger?: boolean;
      checked?: boolean;
      disabledReason?: string | null;
    }
  | { kind: 'line'; id: string }
  | { kind: 'heading'; label: string };

/** A list that opens from a button. What cannot be chosen now stays in it, with its reason. */
export function DropdownMenu({
  trigger,
  entries,
  align = 'end',
}: {
  trigger: ReactElement;
  entries: MenuEntry[];
  align?: 'start' | 'end';
}) {
  // As in menu.tsx: the server draws the button alone.
  if (!useInBrowser()) return trigger;
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} className={menuPanelClass} sideOffset={6}>
          {entries.map((entry) => {
            if (entry.kind === 'line') return <Radix.Separator className={menuLineClass} key={entry.id} />;
            if (entry.kind === 'heading') {
              return (
                <Radix.Label className={menuLabelClass} key={entry.label}>
                  {entry.label}
                </Radix.Label>
              );
            }
            const inside = (
              <>
                {entry.checked !== undefined ? (
                  <span className="grid w-4 place-items-center text-accent-text">
                    {entry.checked && <Icon name="check" size={14} strokeWidth={2} />}
                  </span>
                ) : (
                  entry.icon && <Icon name={entry.icon} />
                )}
                <span className="min-w-0">
                  {entry.label}
                  {entry.checked && <span className="sr-only"> (chosen)</span>}
                  {entry.disabledReason && <span className="block text-small">{entry.disabledReason}</span>}
                </span>
              </>
            );
            return (
              <Radix.Item
                asChild={Boolean(entry.href && !entry.disabledReason)}
                className={cx(menuItemClass, entry.danger && 'text-fail-text')}
                disabled={Boolean(entry.disabledReason)}
                key={entry.label}
                onSelect={entry.onSelect}
              >
                {entry.href && !entry.disabledReason ? <Link href={entry.href}>{inside}</Link> : inside}
              </Radix.Item>
            );
          })}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
