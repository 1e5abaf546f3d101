'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { Breadcrumb, type Crumb } from '#components/ui/breadcrumb';
import { Chip } from '#components/ui/chip';

interface ProjectCrumbsProps {
  slug: string;
  project: string;
  simulated: boolean;
  /** Newest first; empty for who sees no batches. */
  batches: { number: number; name: string }[];
}

/** The batch that a page is about is in its address, `?batch=2`; without it the newest. */
export function ProjectCrumbs({ slug, project, simulated, batches }: ProjectCrumbsProps) {
  const path = usePathname();
  const search = useSearchParams();
  const chosen = Number(search.get('batch')) || batches[0]?.number;
  const current = batches.find((batch) => batch.number === chosen);
  const items: Crumb[] = [{ label: project, href: `/p/${slug}` }];
  if (current) {
    items.push({
      label: current.name,
      options: batches.map(({ number, name }) => ({
        href: `${path}?batch=${number}`,
        label: name,
        current: number === chosen,
      })),
    });
  }
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Breadcrumb items={items} />
      {simulated && (
        <span className="max-sm:hidden">
          <Chip tone="nee">Simulated data</Chip>
        </span>
      )}
    </div>
  );
}
