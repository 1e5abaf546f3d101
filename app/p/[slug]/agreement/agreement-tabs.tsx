'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { TabLinks } from '#components/ui/tab-links';

const TABS = [
  { path: '', label: 'Matrix' },
  { path: '/disagreements', label: 'Disagreements' },
  { path: '/slices', label: 'Slices' },
  { path: '/sources', label: 'Sources' },
  { path: '/judges', label: 'Judges' },
];

/** The batch that was chosen stays chosen from tab to tab. */
export function AgreementTabs({ base }: { base: string }) {
  const here = usePathname();
  const batch = useSearchParams().get('batch');
  return (
    <div className="no-print">
      <TabLinks
        items={TABS.map(({ path, label }) => ({
          href: `${base}${path}${batch ? `?batch=${encodeURIComponent(batch)}` : ''}`,
          label,
          current: here === `${base}${path}`,
        }))}
        label="Agreement"
      />
    </div>
  );
}
