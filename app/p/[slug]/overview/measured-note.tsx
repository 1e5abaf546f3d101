import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import { formatCount } from '#lib/charts/format-figure';
import type { BatchSummary } from '#lib/quality/batches';
import type { LatestReport } from '#lib/quality/latest-report';
import type { LatestLiveFigures } from '#lib/quality/live-figures';

interface MeasuredNoteProps {
  slug: string;
  batch: BatchSummary;
  report: LatestReport | null;
  live: LatestLiveFigures | null;
}

/** Which labels the page is about: counts are those of the newest label, the verdict is as of the last full report. */
export function MeasuredNote({ slug, batch, report, live }: MeasuredNoteProps) {
  const counted = live?.figures ?? report?.figures;
  if (!counted?.labels) {
    return (
      <div className="mb-3 text-ink-3 text-small" role="status">
        {batch.lastSequence ? 'The first measurement is under way.' : 'No labels yet.'}
      </div>
    );
  }
  return (
    <div className="mb-3 flex flex-wrap items-baseline gap-x-4 text-ink-3 text-small">
      <p data-testid="measured" role="status">
        {formatCount(counted.labels)} labels of {formatCount(counted.annotators)} annotators on{' '}
        {formatCount(counted.comparisons)} comparisons
        {counted.excludedLabels > 0 && `, ${formatCount(counted.excludedLabels)} set aside`}
        {report ? (
          <>
            {' '}
            · judged as of <Time at={report.measuredAt} shape="relative" />
            {report.behind > 0 ? `, ${formatCount(report.behind)} changes ago` : ', up to date'}
          </>
        ) : (
          ' · the first full report is under way'
        )}
      </p>
      {report && (
        <Link className="link no-print" href={`/p/${slug}/report?batch=${batch.number}`}>
          Printable report
        </Link>
      )}
    </div>
  );
}
