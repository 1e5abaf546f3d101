import { Card } from '#components/ui/card';
import type { QualityFigures } from '#lib/gate/quality-figures';

export function TimePanel({ figures }: { figures: QualityFigures; threshold: number | null }) {
  return <Card title="Agreement over time">{figures.timeline.length}</Card>;
}
