import type { BatchFactsForAlerts } from '#lib/alerts/batch-causes';
import { labellingSpeed } from '#lib/annotators/labelling-speed';
import type { Proportion } from '#lib/annotators/proportion';
import type { Measurement } from './measurement';

/** What the alerts of a batch are read from, of its measurement. */
export function alertFacts(
  measurement: Measurement,
  rest: Pick<BatchFactsForAlerts, 'batch' | 'waiting' | 'goldThreshold'>,
): BatchFactsForAlerts {
  const { table, labels, annotators } = measurement;
  const seconds = Float64Array.from(table.rows, (row) => {
    const ms = labels.activeMs[row]!;
    return ms >= 0 ? ms / 1000 : Number.NaN;
  });
  const speeds = new Map(
    labellingSpeed(table.stored, seconds).map((speed, a) => [table.annotatorIds[a]!, speed]),
  );
  return {
    ...rest,
    labels: labels.length,
    annotators: annotators.rows.map((row) => {
      const speed = speeds.get(row.annotatorId);
      return {
        ...row,
        speed: { flagged: speed?.flagged ?? false, tooFast: share(speed?.tooFast) },
      };
    }),
  };
}

const share = (of: Proportion | undefined) => ({
  value: of?.value ?? null,
  count: of?.count ?? 0,
  of: of?.n ?? 0,
  ci95: of?.ci95 ?? null,
});
