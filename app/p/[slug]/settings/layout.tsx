import type { ReactNode } from 'react';
import { pageActor } from '#lib/access/page-actor';
import { settingsPlaces } from './settings-places';
import { SettingsTabs } from './settings-tabs';

export default async function SettingsLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}) {
  const { slug } = await params;
  // Each page asks for its own permission. This asks before the loading state is sent, while the answer can still be 403.
  const actor = await pageActor('settings:read', slug);
  return (
    <>
      <SettingsTabs base={`/p/${slug}/settings`} places={settingsPlaces(actor.role)} />
      {children}
    </>
  );
}
