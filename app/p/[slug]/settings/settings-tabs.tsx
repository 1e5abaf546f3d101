'use client';

import { usePathname } from 'next/navigation';
import { TabLinks } from '#components/ui/tab-links';

export function SettingsTabs({ base, places }: { base: string; places: { path: string; label: string }[] }) {
  const here = usePathname();
  return (
    <TabLinks
      items={places.map(({ path, label }) => ({
        href: `${base}/${path}`,
        label,
        current: here === `${base}/${path}` || here.startsWith(`${base}/${path}/`),
      }))}
      label="Settings"
    />
  );
}
