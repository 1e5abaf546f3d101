'use client';

import { useFirstRows } from '#components/ui/use-in-browser';
import type { AlertRow } from '#lib/alerts/alerts';
import { AlertItem } from './alert-item';

export function AlertList({ rows, slug }: { rows: AlertRow[]; slug: string }) {
  const drawn = useFirstRows(rows);
  return (
    <ul className="overflow-hidden rounded-control border border-line bg-surface">
      {drawn.map((row) => (
        <AlertItem base={`/p/${slug}`} key={row.id} row={row} slug={slug} />
      ))}
    </ul>
  );
}
