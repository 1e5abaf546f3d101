'use client';

import { usePathname } from 'next/navigation';
import { TabLinks } from '#components/ui/tab-links';

const TABS = [
  { path: 'members', label: 'Members' },
  { path: 'policy', label: 'Policy' },
  { path: 'api-keys', label: 'API keys' },
  { path: 'webhooks', label: 'Webhooks' },
  { path: 'audit', label: 'Audit log' },
];

export function SettingsTabs({ base }: { base: string }) {
  const here = usePathname();
  return (
    <TabLinks
      items={TABS.map(({ path, label }) => ({
        href: `${base}/${path}`,
        label,
        current: here === `${base}/${path}` || here.startsWith(`${base}/${path}/`),
      }))}
      label="Settings"
    />
  );
}
