'use client';

import { BandChart } from '#components/chart/band-chart';
import { ExportChart } from '#components/chart/export-chart';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { prepareAgreementOverTime } from '#lib/charts/prepare-agreement-over-time';
import type { QualityFigures } from '#lib/gate/quality-figures';

interface TimePanelProps {
  batch: number;
  timeline: QualityFigures['timeline'];
  threshold: number | null;
  /** When guideline versions were published and drift was alarmed, for the flags. */
  flags: { at: string; label: string }[];
  alarms: { at: string; label: string }[];
}

/** Agreement over time with its band, and what happened meanwhile. */
export function TimePanel({ batch, timeline, threshold, flags, alarms }: TimePanelProps) {
  const drawing = prepareAgreementOverTime(
    timeline.map(({ alpha, ...window }) => ({ ...window, estimate: alpha })),
    { name: 'Swap-invariant alpha', interval: 'ci95', threshold: threshold ?? undefined, flags, alarms },
  );
  return (
    <Card
      actions={
        drawing && (
          <ExportChart
            alternative={drawing.alternative}
            name={`agreement-over-time-batch-${batch}`}
            of="agreement over time"
          />
        )
      }
      note="swap-invariant alpha, 95 % band (these annotators)"
      title="Agreement over time"
    >
      {drawing ? (
        <BandChart drawing={drawing} height={300} />
      ) : (
        <EmptyState icon="overview" title="Agreement can’t be measured yet">
          It needs comparisons with labels by two annotators.
        </EmptyState>
      )}
    </Card>
  );
}
