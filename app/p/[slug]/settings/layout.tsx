import type { ReactNode } from 'react';
import { SettingsTabs } from './settings-tabs';

export default async function SettingsLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}) {
  const { slug } = await params;
  return (
    <>
      <SettingsTabs base={`/p/${slug}/settings`} />
      {children}
    </>
  );
}
