'use client';

import { useState } from 'react';
import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { Whisker } from '#components/ui/whisker';
import { formatCount, formatSigned } from '#lib/charts/format-figure';
import type { BatchSummary } from '#lib/quality/batches';
import type { FixCandidate, FixKind } from '#lib/quality/report-parts/fix-first';

const SHOWN = 6;

const KIND_WORDS: Record<FixKind, string> = {
  annotator: 'Annotator',
  tag: 'Tag',
  section: 'Section',
  prompt: 'Prompt',
  source: 'Source',
  guideline: 'Version',
};

/** Where the comparisons, or the person, behind a candidate are. */
function address(slug: string, batch: number, { kind, id, tags }: FixCandidate): string {
  if (kind === 'annotator') return `/p/${slug}/annotators/${id}?batch=${batch}`;
  return `/p/${slug}/comparisons?${new URLSearchParams({ batch: String(batch), [kind]: id, ...(tags && { tags: tags.join(',') }), split: '1' })}`;
}

/** Who and what costs agreement most: the change of alpha when they are left out, each a click from what is behind it. */
export function FixFirstPanel({
  slug,
  batch,
  candidates,
}: {
  slug: string;
  batch: BatchSummary;
  candidates: FixCandidate[];
}) {
  const [opened, setOpened] = useState(false);
  const rest = candidates.slice(SHOWN);
  const ends = candidates.flatMap((row) => (row.ci95 ? [...row.ci95] : [row.delta]));
  const domain: [number, number] = [Math.min(0, ...ends) - 0.005, Math.max(0.01, ...ends) + 0.005];
  const list = (rows: FixCandidate[], from: number) => (
    <ol className="px-4 pt-1 pb-1" start={from + 1}>
      {rows.map((row, at) => (
        <FixRow
          domain={domain}
          href={address(slug, batch.number, row)}
          key={`${row.kind} ${row.id}`}
          place={from + at + 1}
          row={row}
        />
      ))}
    </ol>
  );
  return (
    <Card
      actions={
        candidates.length > 0 && (
          <ExportRows
            headers={['kind', 'name', 'size', 'change of alpha', 'low', 'high']}
            name={`fix-first-batch-${batch.number}`}
            of="fix first"
            rows={candidates.map(({ kind, name, size, delta, ci95 }) => [
              KIND_WORDS[kind],
              name,
              size,
              delta,
              ci95?.[0] ?? null,
              ci95?.[1] ?? null,
            ])}
          />
        )
      }
      note="change of alpha if left out, 95 %"
      padded={false}
      title="Fix first"
    >
      {candidates.length === 0 ? (
        <div className="px-4 pb-2">
          <EmptyState icon="check" title="Nothing stands out">
            Leaving out any one annotator, tag, guideline section, prompt, source or guideline version would
            not raise agreement.
          </EmptyState>
        </div>
      ) : (
        <div data-testid="fix-first">
          {list(candidates.slice(0, SHOWN), 0)}
          {rest.length > 0 && (
            <details className="border-line border-t" onToggle={() => setOpened(true)}>
              <summary className="cursor-pointer px-4 py-2 text-accent-text text-small">
                {formatCount(rest.length)} more
              </summary>
              {opened && list(rest, SHOWN)}
            </details>
          )}
        </div>
      )}
    </Card>
  );
}

function FixRow({
  row,
  place,
  href,
  domain,
}: {
  row: FixCandidate;
  place: number;
  href: string;
  domain: [number, number];
}) {
  return (
    <li className="grid min-h-[37px] grid-cols-[16px_minmax(0,1fr)_52px_104px_36px] items-center gap-2 border-line border-t py-1 first:border-t-0 max-sm:grid-cols-[16px_minmax(0,1fr)_52px_36px]">
      <span className="text-ink-3">{place}</span>
      <span className="min-w-0 leading-[1.25]">
        <b className="block truncate" title={row.tags && `Tags: ${row.tags.join(', ')}`}>
          {row.name}
        </b>
        <span className="block text-ink-3 text-small">
          {KIND_WORDS[row.kind]} · {formatCount(row.size)}{' '}
          {row.kind === 'annotator' ? 'labels' : 'comparisons'}
        </span>
      </span>
      <b className="text-right">{formatSigned(row.delta)}</b>
      <span className="max-sm:hidden">
        <Whisker domain={domain} interval={row.ci95} softTick threshold={0} value={row.delta} />
      </span>
      <Link className="text-right font-medium text-accent-text text-small hover:underline" href={href}>
        Open
        <span className="sr-only"> {row.name}</span>
      </Link>
    </li>
  );
}
