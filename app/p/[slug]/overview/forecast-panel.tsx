import { BandChart } from '#components/chart/band-chart';
import { BarChart } from '#components/chart/bar-chart';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { prepareForecast } from '#lib/charts/prepare-forecast';
import { prepareLabelsPerDay } from '#lib/charts/prepare-labels-per-day';

interface ForecastPanelProps {
  labelsPerDay: { day: string; labels: number }[];
  waiting: number;
  /** The current UTC day. */
  today: string;
}

/** How fast labels come in, and when the open places will be filled. */
export function ForecastPanel({ labelsPerDay, waiting, today }: ForecastPanelProps) {
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
            <h3 className="text-ink-2 text-small">Labels per day</h3>
            <BarChart axis drawing={perDay} height={120} />
          </section>
        ) : (
          <EmptyState icon="history" title="No labels yet">
            They appear here by day.
          </EmptyState>
        )}
        {drawing && (
          <section>
            <h3 className="text-ink-2 text-small">Until the open places are filled</h3>
            <BandChart drawing={drawing} height={170} />
          </section>
        )}
      </div>
    </Card>
  );
}
