import { BandChart } from '#components/chart/band-chart';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { prepareAgreementOverTime } from '#lib/charts/prepare-agreement-over-time';
import type { QualityFigures } from '#lib/gate/quality-figures';

interface TimePanelProps {
  figures: QualityFigures;
  threshold: number | null;
  /** When guideline versions were published and drift was alarmed, for the flags. */
  flags: { at: string; label: string }[];
  alarms: { at: string; label: string }[];
}

/** Agreement over time with its band, and what happened meanwhile. */
export function TimePanel({ figures, threshold, flags, alarms }: TimePanelProps) {
  const drawing = prepareAgreementOverTime(
    figures.timeline.map(({ alpha, ...window }) => ({ ...window, estimate: alpha })),
    { name: 'Swap-invariant alpha', interval: 'ci95', threshold: threshold ?? undefined, flags, alarms },
  );
  return (
    <Card note="swap-invariant alpha, 95 % band (these annotators)" title="Agreement over time">
      {drawing ? (
        <BandChart drawing={drawing} height={230} />
      ) : (
        <EmptyState icon="overview" title="Agreement can’t be measured yet">
          It needs comparisons with labels by two annotators.
        </EmptyState>
      )}
    </Card>
  );
}
