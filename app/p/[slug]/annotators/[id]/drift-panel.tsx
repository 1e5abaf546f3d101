import { ControlChart } from '#components/chart/control-chart';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Time } from '#components/ui/time';
import { prepareControlChart } from '#lib/charts/prepare-control-chart';
import type { StoredDrift } from '#lib/quality/annotator-row';

/** The control chart behind "drifting": the evidence, its limit, the alarm and the estimated start. */
export function DriftPanel({ drift }: { drift: StoredDrift }) {
  const drawing = prepareControlChart(drift);
  return (
    <Card
      note={
        drift.startAt ? (
          <>
            estimated start at label {drift.startLabel}, <Time at={drift.startAt} shape="date" />
          </>
        ) : (
          'cumulative sum, adjusted for how hard the comparisons were for everyone'
        )
      }
      title="Disagreement with the others"
    >
      {drawing ? (
        <ControlChart drawing={drawing} />
      ) : (
        <EmptyState icon="drift" title="Not enough labels to watch for drift">
          {drift.judgedLabels} labels could be judged so far; 60 are needed.
        </EmptyState>
      )}
    </Card>
  );
}
