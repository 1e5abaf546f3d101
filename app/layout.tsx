import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { parseThemeChoice, THEME_COOKIE } from '#components/ui/theme-choice';
import { Toaster } from '#components/ui/toaster';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Concord', template: '%s · Concord' },
  description: 'The annotator-quality dashboard that stands between preference labels and a reward model.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: HTML from the build would carry no nonce, and the policy would block its scripts.
  await connection();
  const theme = parseThemeChoice((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
