'use client';

import { type RowText, useRows } from '#components/quality/row-text';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import { useFirstRows } from '#components/ui/use-in-browser';
import { formatPercent } from '#lib/charts/format-figure';
import type { NamedDisagreement } from '#lib/quality/annotator-disagreements';

const WORDS: Record<string, string> = { A: 'A', B: 'B', TIE: 'tie', BOTH_BAD: 'both bad' };

const ChoiceChip = ({ choice }: { choice: string }) => (
  <Chip tone={choice === 'A' ? 'a' : choice === 'B' ? 'b' : 'plain'}>{WORDS[choice] ?? choice}</Chip>
);

/** The latest labels that the others' labels speak against: what to read before a word is said. */
export function DisagreementPanel({
  slug,
  batch,
  listed,
}: {
  slug: string;
  batch: number;
  listed: RowText<NamedDisagreement>;
}) {
  const rows = useRows(listed);
  const drawn = useFirstRows(rows);
  return (
    <Card
      note="labels that all labels of the comparison make improbable, newest first"
      padded={false}
      title="Recent disagreements"
    >
      {rows.length === 0 ? (
        <div className="px-4 pb-2">
          <EmptyState icon="check" title="None">
            No recent label here is improbable by what others chose.
          </EmptyState>
        </div>
      ) : (
        <ul className="px-4 pb-1" data-testid="disagreements">
          {drawn.map((row) => (
            <li
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t py-1.5 first:border-t-0"
              key={row.comparisonId}
            >
              <Link
                className="min-w-40 flex-1 truncate hover:underline"
                href={`/p/${slug}/comparisons/${row.comparisonId}?batch=${batch}`}
              >
                {row.title}
              </Link>
              <span className="flex items-center gap-1.5 text-ink-2 text-small">
                chose <ChoiceChip choice={row.choice} /> likely <ChoiceChip choice={row.likely} />{' '}
                {formatPercent(row.probability, 0)}
              </span>
              <span className="w-24 text-right text-ink-3 text-small">
                <Time at={row.at} shape="relative" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
