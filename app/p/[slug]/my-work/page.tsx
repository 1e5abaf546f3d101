import { draftWords } from '#components/annotate/annotation-words';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { DefinitionList } from '#components/ui/definition-list';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { formatDuration } from '#lib/charts/format-figure';
import { flagWords } from '#lib/labels/label-flag';
import { labelFormOf } from '#lib/labels/label-form-of';
import { ownHistory } from '#lib/labels/own-history';
import { ownStatistics } from '#lib/labels/own-statistics';
import { ownLabels, ownProgress } from '#lib/labels/own-work';
import { HistoryTable } from './history-table';
import { OwnConsistency } from './own-consistency';
import { OwnDays } from './own-days';
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
  const now = new Date();
  const [progress, labels, form, statistics, changeable] = await Promise.all([
    // A day back rather than "today": the server does not know where the reader's midnight is.
    ownProgress(actor.annotatorId, new Date(now.getTime() - DAY_MS)),
    ownLabels(actor.annotatorId, PAGE + 1, before),
    labelFormOf(actor.project.id),
    ownStatistics(actor.annotatorId, new Date(now.getTime() - 15 * DAY_MS)),
    ownHistory(actor.annotatorId),
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
  const changes = new Set(changeable.map((entry) => entry.assignmentId));
  const rows = labels.slice(0, PAGE).map((label) => ({
    sequence: label.sequence,
    title: label.title,
    choice: label.choice,
    words: draftWords(label, form),
    rationale: label.rationale,
    labelledAt: label.labelledAt,
    flag: label.flag && flagWords(label.flag),
    change: changes.has(label.assignmentId ?? '') ? label.assignmentId : null,
  }));
  const work = workWaiting(progress.waiting, progress.medianActiveMs);
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
              {
                term: 'Waiting for you',
                value: progress.waiting.toLocaleString('en'),
                note: work ?? undefined,
              },
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
        <div className="grid gap-3 lg:grid-cols-2">
          <Card note="the last two weeks; today is not over" title="Labels per day">
            <OwnDays hours={statistics.hours} now={now.toISOString()} />
          </Card>
          <Card note="up to yesterday" title="The same answer again">
            <OwnConsistency consistency={statistics.consistency} />
          </Card>
        </div>
        <HistoryTable
          annotate={`/p/${slug}/annotate`}
          base={`/p/${slug}/my-work`}
          first={before === undefined}
          older={labels.length > PAGE ? rows.at(-1)!.sequence : null}
          rows={rows}
        />
      </div>
    </>
  );
}

/** What waits, at one's own pace; a help for planning the day, not a target. */
function workWaiting(waiting: number, medianActiveMs: number | null): string | null {
  if (waiting === 0 || medianActiveMs === null) return null;
  return `about ${formatDuration((waiting * medianActiveMs) / 1000)} at your pace`;
}
