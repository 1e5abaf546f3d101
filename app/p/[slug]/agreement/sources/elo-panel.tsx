'use client';

import { ExportChart } from '#components/chart/export-chart';
import { LineChart } from '#components/chart/line-chart';
import { Card } from '#components/ui/card';
import { prepareEloHistory } from '#lib/charts/prepare-elo-history';
import type { SourceFigures } from '#lib/quality/report-parts/sources';

interface EloPanelProps {
  sources: string[];
  history: SourceFigures['elo'];
  batch: number;
}

/** How ratings would have moved label by label: a display, beside the ranking. */
export function EloPanel({ sources, history, batch }: EloPanelProps) {
  const drawing = prepareEloHistory(sources, history);
  if (!drawing) return null;
  return (
    <Card
      actions={<ExportChart alternative={drawing.alternative} name={`elo-batch-${batch}`} />}
      note="how online ratings moved; they depend on the order of the labels, so this is a history and not the ranking"
      title="Elo by label"
    >
      <LineChart drawing={drawing} xTitle="labels" />
    </Card>
  );
}
