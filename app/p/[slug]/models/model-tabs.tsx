'use client';

import { usePathname } from 'next/navigation';
import { TabLinks } from '#components/ui/tab-links';

const TABS = [
  { path: '', label: 'Versions' },
  { path: '/playground', label: 'Playground' },
  { path: '/leaderboard', label: 'Leaderboard' },
];

export function ModelTabs({ base }: { base: string }) {
  const here = usePathname();
  return (
    <TabLinks
      items={TABS.map(({ path, label }) => ({
        href: base + path,
        label,
        current: path ? here.startsWith(base + path) : here === base,
      }))}
      label="Reward models"
    />
  );
}
