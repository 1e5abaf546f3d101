/** The reader's choice of theme, kept in a cookie so that the server draws the right one at once. */
export type ThemeChoice = 'light' | 'dark' | 'system';

export const THEME_COOKIE = 'concord-theme';

/** The choice in a cookie's text; anything unknown or missing follows the system. */
export function parseThemeChoice(text: string | undefined): ThemeChoice {
  return text === 'light' || text === 'dark' ? text : 'system';
}
