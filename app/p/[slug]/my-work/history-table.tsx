import { type Choice, choiceTone } from '#components/annotate/choice';
import { ButtonLink } from '#components/ui/button';
import { CardList } from '#components/ui/card-list';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Time } from '#components/ui/time';

interface HistoryRow {
  sequence: number;
  title: string;
  choice: Choice;
  words: string;
  rationale: string | null;
  labelledAt: string;
  /** What was flagged, in words. */
  flag: string | null;
  /** The assignment to open it by, while it may be changed. */
  change: string | null;
}

/** One's own labels, newest first, page by page; the address of a page stays right while new labels arrive. */
export function HistoryTable({
  rows,
  base,
  annotate,
  first,
  older,
}: {
  rows: HistoryRow[];
  base: string;
  /** The labelling page. */
  annotate: string;
  first: boolean;
  older: number | null;
}) {
  return (
    <CardList
      empty={<EmptyState icon="history" title="Nothing older than this" />}
      footer={
        <>
          {first ? (
            <span className="text-ink-3 text-small">These are the newest.</span>
          ) : (
            <ButtonLink href={base} size="small">
              To the newest
            </ButtonLink>
          )}
          <span className="flex-1" />
          {older !== null ? (
            <ButtonLink href={`${base}?before=${older}`} size="small">
              Older
            </ButtonLink>
          ) : (
            <span className="text-ink-3 text-small">No older ones.</span>
          )}
        </>
      }
      note="A is the response that you saw on the left"
      title="Your labels"
    >
      {rows.map((row) => (
        <li
          className="grid grid-cols-[150px_minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 py-2 max-sm:grid-cols-[minmax(0,1fr)_auto]"
          key={row.sequence}
        >
          <span className="max-sm:order-2">
            <Chip tone={choiceTone(row.choice)}>{row.words}</Chip>
          </span>
          <span className="min-w-0 max-sm:order-1 max-sm:col-span-2">
            <span className="block truncate max-sm:whitespace-normal">{row.title}</span>
            {row.flag && <span className="block text-fail-text text-small">Flagged. {row.flag}</span>}
            {row.rationale && <span className="block text-ink-3 text-small">“{row.rationale}”</span>}
          </span>
          <span className="flex items-center gap-3 text-ink-3 text-small max-sm:order-3">
            <Time at={row.labelledAt} shape="relative" />
            {row.change && (
              <a
                aria-label={`Change the label of: ${row.title}`}
                className="link"
                href={`${annotate}?change=${row.change}`}
              >
                Change
              </a>
            )}
          </span>
        </li>
      ))}
    </CardList>
  );
}
