import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { TabLinks } from '#components/ui/tab-links';
import { pageActor } from '#lib/access/page-actor';
import { formatCount } from '#lib/charts/format-figure';
import {
  adjudicationCounts,
  adjudicationQueue,
  QUEUE_PARTS,
  type QueueCounts,
  type QueueKey,
  type QueuePart,
} from '#lib/labels/adjudication-queue';
import { CAUSES } from '#lib/labels/adjudication-rules';
import { withBatches } from '../project-batches';
import { ExportQueue } from './export-queue';
import { OpenMostSplit } from './open-most-split';
import { QueueFilter } from './queue-filter';
import { QueueList } from './queue-list';

export const metadata = { title: 'Adjudication' };

const PAGE = 50;

const PART_WORDS: Record<QueuePart, string> = {
  'to-decide': 'To decide',
  waiting: 'Waiting for labels',
  decided: 'Decided',
  dismissed: 'Dismissed',
};

const NOTHING: Record<QueuePart, { title: string; body: string }> = {
  'to-decide': {
    title: 'Nothing to decide',
    body: 'Open adjudications where labels differ: from a comparison, or for many at once from the list of disagreements.',
  },
  waiting: {
    title: 'Nothing waits for labels',
    body: 'An adjudication that is given back to the annotators waits here until they have labelled it.',
  },
  decided: {
    title: 'No verdict yet',
    body: 'Verdicts stand here with their cause. Training follows them.',
  },
  dismissed: {
    title: 'Nothing was dismissed',
    body: 'What is closed without a verdict stands here with its reason.',
  },
};

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string; part?: string; tag?: string; cause?: string; after?: string }>;
}

/** The disagreements that somebody has to settle, the most split first; and what became of the others. */
export default async function AdjudicationPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('adjudication:read', slug), slug);
  const search = await searchParams;
  const part = QUEUE_PARTS.find((name) => name === search.part) ?? 'to-decide';
  const cause = CAUSES.find((name) => name === search.cause);
  const batch = search.batch ? all.find(({ number }) => number === Number(search.batch)) : undefined;
  const offered = batch ?? all[0];
  const [counts, { rows, next }] = await Promise.all([
    adjudicationCounts(actor.project.id, actor.userId, batch?.id),
    adjudicationQueue(
      actor.project.id,
      actor.userId,
      { part, batchId: batch?.id, tag: search.tag || undefined, cause },
      PAGE,
      readKey(search.after),
    ),
  ]);
  const address = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...search, ...change })) if (value) query.set(name, value);
    return `/p/${slug}/adjudication?${query}`;
  };
  const first = rows[0];
  return (
    <>
      <PageHeader
        actions={
          first && (
            <>
              <ExportQueue part={part} rows={rows} />
              {part === 'to-decide' && (
                <ButtonLink href={`/p/${slug}/adjudication/${first.id}`} prefetch variant="primary">
                  Start with the most split
                </ButtonLink>
              )}
            </>
          )
        }
        lead={lead(counts)}
        title={headline(counts['to-decide'])}
      />
      <TabLinks
        items={QUEUE_PARTS.map((name) => ({
          href: address({
            part: name === 'to-decide' ? undefined : name,
            after: undefined,
            cause: undefined,
          }),
          label: PART_WORDS[name],
          count: counts[name],
          current: name === part,
        }))}
        label="Parts of the queue"
      />
      {part === 'to-decide' && offered && (
        <OpenMostSplit batch={offered} projectId={actor.project.id} slug={slug} />
      )}
      <QueueFilter
        batch={search.batch}
        cause={part === 'decided' ? (cause ?? '') : null}
        clear={address({ tag: undefined, cause: undefined, after: undefined })}
        part={part}
        tag={search.tag}
      />
      {rows.length === 0 ? (
        <EmptyState
          action={
            part === 'to-decide' && (
              <ButtonLink href={`/p/${slug}/comparisons?split=1`}>Look at the disagreements</ButtonLink>
            )
          }
          icon="adjudicate"
          title={search.tag || cause ? 'Nothing matches' : NOTHING[part].title}
        >
          {search.tag || cause ? 'Change the tag or the cause above.' : NOTHING[part].body}
        </EmptyState>
      ) : (
        <QueueList base={`/p/${slug}/adjudication`} part={part} rows={rows} />
      )}
      <nav aria-label="Pages" className="mt-3 flex gap-2">
        {search.after && <ButtonLink href={address({ after: undefined })}>First page</ButtonLink>}
        {next && <ButtonLink href={address({ after: `${next.value}_${next.id}` })}>Next {PAGE}</ButtonLink>}
      </nav>
    </>
  );
}

const headline = (open: number): string =>
  open === 0
    ? 'No disagreement waits for a verdict'
    : `${formatCount(open)} ${open === 1 ? 'disagreement waits' : 'disagreements wait'} for a verdict`;

function lead({ own }: QueueCounts): string {
  const others = own
    ? ` ${formatCount(own)} more ${own === 1 ? 'is' : 'are'} for somebody else: you labelled ${own === 1 ? 'it' : 'them'} yourself.`
    : '';
  return `The most split first. A verdict is what training follows; agreement is still measured on the labels.${others}`;
}

function readKey(after: string | undefined): QueueKey | undefined {
  const found = /^([\d.eE+-]+)_([0-9a-f-]{36})$/.exec(after ?? '');
  return found && Number.isFinite(Number(found[1])) ? { value: Number(found[1]), id: found[2]! } : undefined;
}
