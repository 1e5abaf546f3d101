'use client';

import { BandChart } from '#components/chart/band-chart';
import { BarChart } from '#components/chart/bar-chart';
import { ExportChart } from '#components/chart/export-chart';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import type { ChartAlternative } from '#lib/charts/chart-alternative';
import { prepareForecast } from '#lib/charts/prepare-forecast';
import { prepareLabelsPerDay } from '#lib/charts/prepare-labels-per-day';

interface ForecastPanelProps {
  batch: number;
  labelsPerDay: { day: string; labels: number }[];
  waiting: number;
  /** The current UTC day. */
  today: string;
}

/** How fast labels come in, and when the open places will be filled. */
export function ForecastPanel({ batch, labelsPerDay, waiting, today }: ForecastPanelProps) {
  const perDay = prepareLabelsPerDay(labelsPerDay, today);
  const { sentence, drawing } = prepareForecast(labelsPerDay, waiting, today);
  return (
    <Card note="80 % band, from the days of the last weeks by weekday" title="Throughput">
      <p className="mb-2" data-testid="forecast">
        {sentence}
      </p>
      <div className="grid gap-4">
        {perDay ? (
          <section>
            <ChartTitle of="labels per day" drawing={perDay} name={`labels-per-day-batch-${batch}`}>
              Labels per day
            </ChartTitle>
            <BarChart axis drawing={perDay} height={120} />
          </section>
        ) : (
          <EmptyState icon="history" title="No labels yet">
            They appear here by day.
          </EmptyState>
        )}
        {drawing && (
          <section>
            <ChartTitle of="forecast" drawing={drawing} name={`forecast-batch-${batch}`}>
              Labels until the open places are filled
            </ChartTitle>
            <BandChart drawing={drawing} height={170} />
          </section>
        )}
      </div>
    </Card>
  );
}

interface ChartTitleProps {
  of: string;
  drawing: { alternative: ChartAlternative };
  name: string;
  children: string;
}

function ChartTitle({ of, drawing, name, children }: ChartTitleProps) {
  return (
    <div className="flex items-center justify-between gap-2">
      <h3 className="text-ink-2 text-small">{children}</h3>
      <ExportChart alternative={drawing.alternative} name={name} of={of} />
    </div>
  );
}
