import { ExportRows } from '#components/table/export-rows';
import { CardList } from '#components/ui/card-list';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import { Whisker } from '#components/ui/whisker';
import { formatCoefficient, formatCount, formatInterval, formatSigned } from '#lib/charts/format-figure';
import type { Acknowledgement } from '#lib/labels/guideline-standing';
import type { SliceRow } from '#lib/quality/report-parts/slices';

/** Who has read the version in force, and who labels by an older one. */
export function ReadersCard({ readers, number }: { readers: Acknowledgement[]; number: number }) {
  const unread = readers.filter((reader) => reader.at === null);
  return (
    <CardList
      actions={
        readers.length > 0 && (
          <ExportRows
            headers={['annotator', 'read at', 'latest version read']}
            name={`readers-of-version-${number}`}
            of="who has read the version in force"
            rows={readers.map((reader) => [reader.name, reader.at, reader.at ? number : reader.lastRead])}
          />
        )
      }
      empty={<EmptyState icon="annotators" title="Nobody labels here yet" />}
      note={`version ${number}`}
      title={`${formatCount(readers.length - unread.length)} of ${formatCount(readers.length)} have read it`}
    >
      {readers.map((reader) => (
        <li className="flex flex-wrap items-baseline gap-x-2 py-1.5" key={reader.annotatorId}>
          <span className="min-w-0 flex-1 truncate">{reader.name}</span>
          {reader.at ? (
            <span className="text-ink-3 text-small">
              <Time at={reader.at} shape="date" />
            </span>
          ) : (
            <Chip tone="nee">
              {reader.lastRead === null ? 'has read none' : `has read version ${reader.lastRead}`}
            </Chip>
          )}
        </li>
      ))}
    </CardList>
  );
}

/** Agreement of the labels under each version, and what changed with it. */
export function EffectCard({
  rows,
  batch,
  slug,
}: {
  rows: SliceRow[];
  batch: { number: number; name: string };
  slug: string;
}) {
  return (
    <CardList
      empty={
        <EmptyState icon="agreement" title="No label names its version yet">
          Labels given here carry the version in force; imported ones may not.
        </EmptyState>
      }
      note={`swap-invariant alpha in ${batch.name}, 95 % for new comparisons`}
      title="Effect on agreement"
    >
      {rows.map((row) => (
        <li className="py-2" key={row.name}>
          <div className="flex flex-wrap items-center gap-x-3">
            <Link
              className="min-w-24 font-medium hover:underline"
              href={`/p/${slug}/agreement/disagreements?batch=${batch.number}&${new URLSearchParams(row.filter)}`}
            >
              {row.name}
            </Link>
            {row.alpha.value === null ? (
              <span className="text-ink-3 text-small">
                too little: {formatCount(row.comparisonsWithOverlap)} comparisons with two labels
              </span>
            ) : (
              <>
                <b>{formatCoefficient(row.alpha.value)}</b>
                <Whisker domain={[-0.2, 1]} interval={row.alpha.ci95} value={row.alpha.value} width={90} />
                <span className="text-ink-3 text-small">{formatInterval(row.alpha.ci95, 'coefficient')}</span>
              </>
            )}
          </div>
          {row.difference.value !== null && (
            <p className="mt-0.5 text-ink-2 text-small">
              {formatSigned(row.difference.value, 2)} against {row.against} (
              {formatInterval(row.difference.ci95, 'signed', 2)}): {effect(row)}
            </p>
          )}
        </li>
      ))}
    </CardList>
  );
}

function effect({ difference: { ci95 } }: SliceRow): string {
  if (!ci95) return 'no interval yet';
  if (ci95[0] > 0) return 'agreement rose';
  return ci95[1] < 0 ? 'agreement fell' : 'no change is shown';
}
