import { CHOICE_WORDS } from '#components/annotate/choice';
import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import type { QueuedAdjudication, QueuePart } from '#lib/labels/adjudication-queue';
import { CAUSE_WORDS } from '#lib/labels/adjudication-rules';
import { CHOICE_TONE, VoteChips } from './choice-chips';

/** Adjudications, one a line: what it is about, how the labels are split, and where it stands. */
export function QueueList({
  rows,
  part,
  base,
}: {
  rows: QueuedAdjudication[];
  part: QueuePart;
  base: string;
}) {
  return (
    <ul className="overflow-hidden rounded-control border border-line bg-surface">
      {rows.map((row) => (
        <li
          className="grid grid-cols-[minmax(0,1fr)_minmax(120px,auto)_150px] items-center gap-x-4 gap-y-1 border-line border-t px-4 py-2 first:border-t-0 hover:bg-hover max-sm:grid-cols-1"
          key={row.id}
        >
          <div className="min-w-0">
            <Link className="font-medium hover:underline" href={`${base}/${row.id}`}>
              {row.title}
            </Link>
            <p className="text-ink-3 text-small">
              {part === 'dismissed' || part === 'decided' ? row.note || row.reason : row.reason}
            </p>
          </div>
          <span className="flex flex-wrap items-center justify-end gap-1 max-sm:justify-start">
            {row.tags.slice(0, 3).map((tag) => (
              <Chip key={tag}>{tag}</Chip>
            ))}
            <VoteChips votes={row.votes} />
          </span>
          <span className="text-right text-ink-3 text-small max-sm:text-left">
            <Standing part={part} row={row} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Standing({ row, part }: { row: QueuedAdjudication; part: QueuePart }) {
  if (part === 'waiting')
    return (
      <>
        {row.labels} of {row.waitsForLabels} labels
      </>
    );
  if (part === 'to-decide')
    return (
      <>
        opened <Time at={row.openedAt} shape="relative" />
      </>
    );
  return (
    <span className="grid justify-items-end gap-0.5 max-sm:justify-items-start">
      {row.verdict && (
        <span className="flex items-center gap-1">
          {row.withdrawn && <Chip tone="quiet">taken back</Chip>}
          <Chip tone={row.withdrawn ? 'plain' : CHOICE_TONE[row.verdict]}>
            {CHOICE_WORDS[row.verdict].label}
          </Chip>
        </span>
      )}
      <span>
        {row.cause && `${CAUSE_WORDS[row.cause].label}, `}
        {row.closedAt && <Time at={row.closedAt} shape="relative" />}
      </span>
      {row.closedBy && <span>by {row.closedBy}</span>}
    </span>
  );
}
