'use client';

import { useState } from 'react';
import { type RowText, useRows } from '#components/quality/row-text';
import { useFirstRows } from '#components/ui/use-in-browser';
import { BulkBar } from './bulk-bar';
import { DisagreementItem, type ListedDisagreement } from './disagreement-item';

interface DisagreementListProps {
  listed: RowText<ListedDisagreement>;
  slug: string;
  batch: number;
  /** Where a comparison's own page is. */
  base: string;
}

/** A page of disagreements, to read side by side and to act on several at once. */
export function DisagreementList({ listed, slug, batch, base }: DisagreementListProps) {
  const rows = useRows(listed);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  // What is no longer on the page is no longer chosen.
  const ids = rows.flatMap((row) => (chosen.has(row.id) ? [row.id] : []));
  const all = ids.length === rows.length;
  const drawn = useFirstRows(rows, 5);
  return (
    <>
      <BulkBar
        all={all}
        ids={ids}
        onAll={() => setChosen(new Set(all ? [] : rows.map((row) => row.id)))}
        onDone={() => setChosen(new Set())}
        slug={slug}
        total={rows.length}
      />
      <ul className="overflow-hidden rounded-control border border-line bg-surface">
        {drawn.map((row) => (
          <DisagreementItem
            chosen={chosen.has(row.id)}
            href={`${base}/${row.id}?batch=${batch}`}
            key={row.id}
            onChoose={(on) => {
              const next = new Set(chosen);
              if (on) next.add(row.id);
              else next.delete(row.id);
              setChosen(next);
            }}
            row={row}
          />
        ))}
      </ul>
    </>
  );
}
