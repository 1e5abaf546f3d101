import { Card } from '#components/ui/card';
import { formatPercent } from '#lib/charts/format-figure';
import type { TrainingReport } from '#lib/training/training-report';
import { SliceTable } from './slice-table';

/** Where the model is right and where it is not. */
export function SlicePanel({ report }: { report: TrainingReport }) {
  const slices = report.diagnosis?.slices ?? [];
  const overall = report.heldOut.accuracy.value;
  if (slices.length === 0 || overall === null) return null;
  const worst = slices
    .filter((s) => s.q !== null && s.q < 0.05 && (s.difference?.value ?? 0) < 0)
    .sort((a, b) => a.difference!.value! - b.difference!.value!)[0];
  return (
    <Card
      note={
        worst
          ? `weakest: ${worst.name}, ${formatPercent(worst.accuracy.value)} against ${formatPercent(overall)} over all; q = ${worst.q!.toFixed(3)}`
          : 'no slice differs from the rest by more than chance, with all of them looked at'
      }
      title="Where it is right, and where it is not"
    >
      <SliceTable overall={overall} rows={slices} />
    </Card>
  );
}
