'use client';

import { DropdownMenu } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { Icon } from './icon';
import { menuItemClass, menuLabelClass } from './menu-style';
import { parseThemeChoice, THEME_COOKIE, type ThemeChoice } from './theme-choice';

const CHOICES: { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** The page shows the choice at once; the cookie makes the server draw it next time, so nothing flashes. */
export function chooseTheme(choice: ThemeChoice) {
  const root = document.documentElement;
  if (choice === 'system') root.removeAttribute('data-theme');
  else root.dataset.theme = choice;
  const year = choice === 'system' ? 0 : 31_536_000;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // The Cookie Store API is not in every browser yet; the server only reads this cookie, so plain text is enough.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=${year}; samesite=lax${secure}`;
}

function watchTheme(onChange: () => void) {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The three choices, as entries of a dropdown menu. */
export function ThemeMenuItems() {
  const choice = useSyncExternalStore(
    watchTheme,
    () => parseThemeChoice(document.documentElement.dataset.theme),
    () => 'system' as const,
  );
  return (
    <DropdownMenu.RadioGroup onValueChange={(value) => chooseTheme(parseThemeChoice(value))} value={choice}>
      <DropdownMenu.Label className={menuLabelClass}>Theme</DropdownMenu.Label>
      {CHOICES.map(({ value, label }) => (
        <DropdownMenu.RadioItem
          className={menuItemClass}
          key={value}
          onSelect={(event) => event.preventDefault()}
          value={value}
        >
          <span className="grid w-4 place-items-center text-accent-text">
            <DropdownMenu.ItemIndicator>
              <Icon name="check" size={14} strokeWidth={2} />
            </DropdownMenu.ItemIndicator>
          </span>
          {label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
