'use client';

import { ControlChart } from '#components/chart/control-chart';
import { ExportChart } from '#components/chart/export-chart';
import { type RowText, useRows } from '#components/quality/row-text';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { InBrowser } from '#components/ui/in-browser';
import { Time } from '#components/ui/time';
import { useInBrowser } from '#components/ui/use-in-browser';
import { prepareControlChart } from '#lib/charts/prepare-control-chart';
import type { StoredDrift } from '#lib/quality/annotator-row';

/** The control chart behind "drifting": the evidence, its limit, the alarm and the estimated start. */
export function DriftPanel({
  annotatorId,
  drift,
  path,
}: {
  annotatorId: number;
  drift: Omit<StoredDrift, 'path'>;
  path: RowText<StoredDrift['path'][number]>;
}) {
  // Drawn in the browser alone, and so prepared there alone: two hundred points in words are work for the server.
  const inBrowser = useInBrowser();
  const points = useRows(path);
  const drawing = inBrowser ? prepareControlChart({ ...drift, path: points }) : null;
  return (
    <Card
      actions={
        drawing && (
          <ExportChart
            alternative={drawing.alternative}
            name={`drift-${annotatorId}`}
            of="disagreement with the others"
          />
        )
      }
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
      {points.length > 0 ? (
        <InBrowser height={300}>{drawing && <ControlChart drawing={drawing} height={300} />}</InBrowser>
      ) : (
        <EmptyState icon="drift" title="Not enough labels to watch for drift">
          {drift.judgedLabels} labels could be judged so far; 60 are needed.
        </EmptyState>
      )}
      {drift.better && (
        <p className="pt-2 text-ink-2 text-small">
          Disagrees less than before since label {drift.better.startLabel},{' '}
          <Time at={drift.better.startAt} shape="date" /> ({drift.better.labelsSince} labels). Practice looks
          like this, and so do copied answers and a model that answers instead. It never blocks.
        </p>
      )}
    </Card>
  );
}
