import { draftWords } from '#components/annotate/annotation-words';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { DefinitionList } from '#components/ui/definition-list';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { formatDuration } from '#lib/charts/format-figure';
import { labelFormOf } from '#lib/labels/label-form-of';
import { ownLabels, ownProgress } from '#lib/labels/own-work';
import { HistoryTable } from './history-table';
import { StandingSection } from './standing-section';

export const metadata = { title: 'My work' };

const PAGE = 25;
const DAY_MS = 86_400_000;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ before?: string }>;
}

/** What an annotator has done, for their own eyes: no comparison with others, no gold, no judgement. */
export default async function MyWorkPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('work:read-own', slug);
  if (actor.annotatorId === null) {
    return (
      <EmptyState icon="history" page title="You do not label in this project">
        An admin can give you a place among its annotators.
      </EmptyState>
    );
  }
  const before = Number((await searchParams).before) || undefined;
  const [progress, labels, form] = await Promise.all([
    // A day back rather than "today": the server does not know where the reader's midnight is.
    ownProgress(actor.annotatorId, new Date(Date.now() - DAY_MS)),
    ownLabels(actor.annotatorId, PAGE + 1, before),
    labelFormOf(actor.project.id),
  ]);
  if (progress.labels === 0 && before === undefined) {
    return (
      <>
        <StandingSection annotatorId={actor.annotatorId} projectId={actor.project.id} slug={slug} />
        <EmptyState
          action={<ButtonLink href={`/p/${slug}/annotate`}>Start labelling</ButtonLink>}
          icon="history"
          page
          title="You have not labelled anything yet"
        >
          Your labels appear here, newest first.
        </EmptyState>
      </>
    );
  }
  const rows = labels.slice(0, PAGE).map((label) => ({
    sequence: label.sequence,
    title: label.title,
    choice: label.choice,
    words: draftWords(label, form),
    rationale: label.rationale,
    labelledAt: label.labelledAt,
  }));
  return (
    <>
      <PageHeader
        actions={
          progress.waiting > 0 && (
            <ButtonLink href={`/p/${slug}/annotate`} variant="primary">
              Go on labelling
            </ButtonLink>
          )
        }
        lead={
          progress.waiting > 0
            ? `${progress.waiting.toLocaleString('en')} more ${progress.waiting === 1 ? 'is' : 'are'} waiting.`
            : 'Nothing is waiting for you now.'
        }
        title={`You have labelled ${progress.labels.toLocaleString('en')} ${progress.labels === 1 ? 'comparison' : 'comparisons'}`}
      />
      <div className="grid gap-3">
        <StandingSection annotatorId={actor.annotatorId} projectId={actor.project.id} slug={slug} />
        <Card>
          <DefinitionList
            columns
            items={[
              { term: 'Labels', value: progress.labels.toLocaleString('en') },
              { term: 'In the last 24 hours', value: progress.labelsToday.toLocaleString('en') },
              { term: 'Waiting for you', value: progress.waiting.toLocaleString('en') },
              {
                term: 'Active time per comparison',
                value:
                  progress.medianActiveMs === null
                    ? 'not measured'
                    : formatDuration(progress.medianActiveMs / 1000),
                note: progress.medianActiveMs === null ? undefined : 'median',
              },
            ]}
          />
        </Card>
        <HistoryTable
          base={`/p/${slug}/my-work`}
          first={before === undefined}
          older={labels.length > PAGE ? rows.at(-1)!.sequence : null}
          rows={rows}
        />
      </div>
    </>
  );
}
