import { Card } from '#components/ui/card';
import { Link } from '#components/ui/link';
import { formatCoefficient, formatCount, formatPercent } from '#lib/charts/format-figure';
import { sigmoid } from '#lib/reward-model/preference-loss';
import type { ReportWords } from '#lib/training/report-words';
import type { TrainingReport } from '#lib/training/training-report';

const SHOWN = 10;

/** Where the model was surest and wrong: worth reading before anything else. */
export function ErrorPanel({
  slug,
  report,
  words,
}: {
  slug: string;
  report: TrainingReport;
  words: ReportWords;
}) {
  const errors = report.heldOut.worstErrors.slice(0, SHOWN);
  if (errors.length === 0) return null;
  return (
    <Card
      note="held-out pairs, worst first; read them before you trust a figure"
      padded={false}
      title="Worst errors"
    >
      <ol>
        {errors.map(({ comparisonId, difference, target, loss }) => {
          const comparison = words.comparisons.get(comparisonId);
          const [side, share] = target > 0.5 ? ['A', target] : ['B', 1 - target];
          return (
            <li
              className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-t px-4 py-2 first:border-t-0"
              key={comparisonId}
            >
              <Link
                className="min-w-40 flex-1 font-medium text-accent-text hover:underline"
                href={`/p/${slug}/comparisons/${comparisonId}`}
              >
                {comparison?.prompt || comparison?.name || `comparison ${comparisonId}`}
              </Link>
              <span className="text-ink-2 text-small">
                people {formatPercent(share, 0)} for {side}, the model{' '}
                {formatPercent(sigmoid(Math.abs(difference)), 0)} for {difference > 0 ? 'A' : 'B'}
              </span>
              <span className="text-ink-3 text-small">
                {comparison &&
                  `${formatCount(comparison.lengthA)} and ${formatCount(comparison.lengthB)} characters · `}
                loss {formatCoefficient(loss)}
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
