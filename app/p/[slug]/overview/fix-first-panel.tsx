import Link from 'next/link';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Whisker } from '#components/ui/whisker';
import { formatCount, formatSigned } from '#lib/charts/format-figure';
import type { Influence } from '#lib/gate/quality-figures';
import type { BatchSummary } from '#lib/quality/batches';

const SHOWN = 6;

/** Who and what costs agreement most: the change of alpha when they are left out. */
export function FixFirstPanel({
  slug,
  batch,
  influence,
}: {
  slug: string;
  batch: BatchSummary;
  influence: Influence[];
}) {
  const rows = influence.slice(0, SHOWN);
  const ends = rows.flatMap((r) => (r.ci95 ? [...r.ci95] : [r.delta ?? 0]));
  const domain: [number, number] = [Math.min(0, ...ends) - 0.005, Math.max(0.01, ...ends) + 0.005];
  const href = (row: Influence) =>
    row.kind === 'annotator'
      ? `/p/${slug}/annotators/${row.id}?batch=${batch.number}`
      : `/p/${slug}/comparisons?batch=${batch.number}&tag=${encodeURIComponent(row.id)}&split=1`;
  return (
    <Card grow note="change of alpha if left out, 95 %" padded={false} title="Fix first">
      {rows.length === 0 ? (
        <div className="px-4 pb-2">
          <EmptyState icon="check" title="Nobody stands out">
            Leaving out any one annotator or tag would not raise agreement.
          </EmptyState>
        </div>
      ) : (
        <ol className="px-4 pt-1 pb-1">
          {rows.map((row, at) => (
            <li
              className="grid min-h-[37px] grid-cols-[12px_minmax(0,1fr)_52px_104px_36px] items-center gap-2 border-line border-t py-1 first:border-t-0 max-sm:grid-cols-[12px_minmax(0,1fr)_52px_36px]"
              key={`${row.kind} ${row.id}`}
            >
              <span className="text-ink-3">{at + 1}</span>
              <span className="min-w-0 leading-[1.25]">
                <b className="block truncate">{row.name}</b>
                <span className="block text-ink-3 text-small">
                  {row.kind === 'annotator'
                    ? `Annotator · ${formatCount(row.labels)} labels`
                    : `Tag · ${formatCount(row.labels)} comparisons`}
                </span>
              </span>
              <b className="text-right">{formatSigned(row.delta)}</b>
              <span className="max-sm:hidden">
                <Whisker domain={domain} interval={row.ci95} softTick threshold={0} value={row.delta} />
              </span>
              <Link
                className="text-right font-medium text-accent-text text-small hover:underline"
                href={href(row)}
              >
                Open
                <span className="sr-only"> {row.name}</span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
