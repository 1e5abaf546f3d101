import { CHOICE_WORDS, type Choice } from '#components/annotate/choice';
import { ExportRows } from '#components/table/export-rows';
import type { QueuedAdjudication, QueuePart } from '#lib/labels/adjudication-queue';

const CHOICES = Object.keys(CHOICE_WORDS) as Choice[];

/** The adjudications shown, as a file: what each is about, how its labels are split, and what became of it. */
export function ExportQueue({ rows, part }: { rows: QueuedAdjudication[]; part: QueuePart }) {
  return (
    <ExportRows
      headers={[
        'comparison',
        'batch',
        'title',
        'tags',
        ...CHOICES.map((choice) => `votes ${choice}`),
        'entropy (bits)',
        'opened',
        'why',
        'verdict',
        'cause',
        'note',
        'closed',
        'by',
        'taken back',
      ]}
      name={`adjudication-${part}`}
      of="the adjudications shown"
      rows={rows.map((row) => [
        row.comparisonId,
        row.batch,
        row.title,
        row.tags.join('; '),
        ...CHOICES.map((choice) => row.votes[choice] ?? 0),
        row.disagreement,
        row.openedAt,
        row.reason,
        row.verdict,
        row.cause,
        row.note,
        row.closedAt,
        row.closedBy,
        row.withdrawn ? 'yes' : 'no',
      ])}
    />
  );
}
