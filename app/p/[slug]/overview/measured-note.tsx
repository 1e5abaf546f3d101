import { Time } from '#components/ui/time';
import { formatCount } from '#lib/charts/format-figure';
import type { BatchSummary } from '#lib/quality/batches';
import type { LatestReport } from '#lib/quality/latest-report';

/** Which labels the page is about, and whether newer ones are still being measured. */
export function MeasuredNote({ batch, report }: { batch: BatchSummary; report: LatestReport | null }) {
  if (!report) {
    return (
      <div className="mb-3 text-ink-3 text-small" role="status">
        {batch.lastSequence ? 'The first measurement is under way.' : 'No labels yet.'}
      </div>
    );
  }
  const { figures } = report;
  return (
    <p className="mb-3 text-ink-3 text-small" data-testid="measured" role="status">
      {formatCount(figures.labels)} labels of {formatCount(figures.annotators)} annotators on{' '}
      {formatCount(figures.comparisons)} comparisons
      {figures.excludedLabels > 0 && `, ${formatCount(figures.excludedLabels)} set aside`} · measured{' '}
      <Time at={report.measuredAt} shape="relative" />
      {report.behind > 0 ? ` · measuring ${formatCount(report.behind)} newer changes` : ' · up to date'}
    </p>
  );
}
