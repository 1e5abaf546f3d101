import { BandChart } from '#components/chart/band-chart';
import { BarChart } from '#components/chart/bar-chart';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { prepareAgreementOverTime } from '#lib/charts/prepare-agreement-over-time';
import { prepareLabelsPerDay } from '#lib/charts/prepare-labels-per-day';
import type { QualityFigures } from '#lib/gate/quality-figures';

interface TimePanelProps {
  figures: QualityFigures;
  threshold: number | null;
  /** When guideline versions were published and drift was alarmed, for the flags. */
  flags: { at: string; label: string }[];
  alarms: { at: string; label: string }[];
  today: string;
}

/** Agreement over time with its band, and how many labels came in. */
export function TimePanel({ figures, threshold, flags, alarms, today }: TimePanelProps) {
  const drawing = prepareAgreementOverTime(
    figures.timeline.map(({ alpha, ...window }) => ({ ...window, estimate: alpha })),
    { name: 'Swap-invariant alpha', interval: 'ci95', threshold: threshold ?? undefined, flags, alarms },
  );
  const perDay = prepareLabelsPerDay(figures.labelsPerDay, today);
  return (
    <Card note="swap-invariant alpha, 95 % band (these annotators)" title="Agreement over time">
      <div className="grid gap-6 xl:grid-cols-[minmax(0,2fr)_minmax(220px,1fr)]">
        {drawing ? (
          <BandChart drawing={drawing} height={230} />
        ) : (
          <EmptyState icon="overview" title="Agreement can’t be measured yet">
            It needs comparisons with labels by two annotators.
          </EmptyState>
        )}
        {perDay && (
          <section>
            <h3 className="text-ink-2 text-small">Labels per day</h3>
            <BarChart axis drawing={perDay} height={200} />
          </section>
        )}
      </div>
    </Card>
  );
}
