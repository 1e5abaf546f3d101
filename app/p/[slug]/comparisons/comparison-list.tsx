'use client';

import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { useFirstRows } from '#components/ui/use-in-browser';
import type { ComparisonSummary } from '#lib/labels/comparison-list';

interface ComparisonListProps {
  rows: ComparisonSummary[];
  /** Where a comparison's own page is. */
  base: string;
  batch: number;
}

/** A page of comparisons with their votes. */
export function ComparisonList({ rows, base, batch }: ComparisonListProps) {
  const drawn = useFirstRows(rows, 14);
  return (
    <ul className="overflow-hidden rounded-control border border-line bg-surface">
      {drawn.map((row) => (
        <ComparisonItem href={`${base}/${row.id}?batch=${batch}`} key={row.id} row={row} />
      ))}
    </ul>
  );
}

const VOTE_WORDS = { A: 'A', TIE: 'tie', B: 'B', BOTH_BAD: 'both bad', CANT_JUDGE: 'can’t judge' } as const;

function ComparisonItem({ row, href }: { row: ComparisonSummary; href: string }) {
  const votes = Object.entries(VOTE_WORDS).flatMap(([choice, word]) => {
    const n = row.votes[choice as keyof typeof VOTE_WORDS];
    return n ? [{ choice, text: `${n} ${word}` }] : [];
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-4 py-2 first:border-t-0 hover:bg-hover">
      <div className="min-w-56 flex-1">
        <Link className="font-medium hover:underline" href={href}>
          {row.title}
        </Link>
        <p className="text-ink-3 text-small">
          {row.externalId}
          {row.sourceA && ` · ${row.sourceA} and ${row.sourceB}`}
        </p>
      </div>
      <span className="flex flex-wrap gap-1 sm:justify-end">
        {row.tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
        {row.gold && <Chip tone="accent">gold</Chip>}
      </span>
      <span className="flex flex-wrap justify-end gap-1 max-sm:ml-auto sm:w-44">
        {votes.length === 0 && <span className="text-ink-3 text-small">no label yet</span>}
        {votes.map(({ choice, text }) => (
          <Chip key={choice} tone={choice === 'A' ? 'a' : choice === 'B' ? 'b' : 'plain'}>
            {text}
          </Chip>
        ))}
      </span>
    </li>
  );
}
