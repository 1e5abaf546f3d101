'use client';

import { usePathname } from 'next/navigation';
import { TabLinks } from '#components/ui/tab-links';

const TABS = [
  { path: 'members', label: 'Members' },
  { path: 'policy', label: 'Policy' },
  { path: 'api-keys', label: 'API keys' },
];

export function SettingsTabs({ base }: { base: string }) {
  const here = usePathname();
  return (
    <TabLinks
      items={TABS.map(({ path, label }) => ({
        href: `${base}/${path}`,
        label,
        current: here === `${base}/${path}`,
      }))}
      label="Settings"
    />
  );
}
