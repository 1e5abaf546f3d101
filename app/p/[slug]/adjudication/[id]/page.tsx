import { notFound } from 'next/navigation';
import { CHOICE_WORDS } from '#components/annotate/choice';
import { Conversation } from '#components/annotate/conversation';
import { ResponsePair } from '#components/annotate/response-pair';
import { ButtonLink } from '#components/ui/button';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { type AdjudicationDetail, adjudicationDetail } from '#lib/labels/adjudication-detail';
import { nextToDecide } from '#lib/labels/adjudication-queue';
import { conversationTitle } from '#lib/labels/conversation';
import { labelFormOf } from '#lib/labels/label-form-of';
import { type Votes, voteWords } from '../choice-chips';
import { ClosedPanel } from './closed-panel';
import { LabelsPanel } from './labels-panel';
import { OtherWays } from './other-ways';
import { VerdictForm } from './verdict-form';

export const metadata = { title: 'Adjudicate' };

interface PageProps {
  params: Promise<{ slug: string; id: string }>;
}

/** One disagreement: what was asked and answered, who chose what and why, and the verdict. */
export default async function AdjudicatePage({ params }: PageProps) {
  const { slug, id } = await params;
  const actor = await pageActor('adjudication:decide', slug);
  const found = await adjudicationDetail(actor.project.id, actor.userId, id);
  if (!found) notFound();
  const [next, form] = await Promise.all([
    nextToDecide(actor.project.id, actor.userId, found),
    labelFormOf(actor.project.id),
  ]);
  const base = `/p/${slug}/adjudication`;
  const title = conversationTitle(found.prompt, 90);
  return (
    <>
      <PageHeader
        actions={
          <>
            <ButtonLink href={base} variant="quiet">
              All adjudications
            </ButtonLink>
            {next && (
              <ButtonLink href={`${base}/${next}`} prefetch>
                Next
              </ButtonLink>
            )}
          </>
        }
        lead={
          <>
            {title} · {found.batch.name}
            {found.tags.map((tag) => ` · ${tag}`)} · opened <Time at={found.openedAt} shape="relative" />:{' '}
            {found.reason}
          </>
        }
        title={headline(found)}
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-3">
          <Conversation turns={found.prompt} />
          <div className="flex h-[44dvh] min-h-72 flex-col">
            <ResponsePair a={found.responseA} b={found.responseB} />
          </div>
          {!found.own && <LabelsPanel detail={found} slug={slug} strengthSteps={form.strengthSteps} />}
        </div>
        <div className="grid gap-3 lg:sticky lg:top-3">
          {found.own && found.state === 'OPEN' ? (
            <Notice icon="lock" title="Not yours to decide" tone="quiet">
              You labelled this comparison yourself. Somebody else gives the verdict, and until then you see
              nothing of what others chose.
            </Notice>
          ) : found.state === 'OPEN' ? (
            <>
              <VerdictForm
                adjudicationId={found.id}
                base={base}
                disagreement={found.disagreement}
                gold={found.gold !== null}
                // A new one begins with an empty form.
                key={found.id}
                next={next}
                slug={slug}
              />
              <OtherWays adjudicationId={found.id} batchOpen={found.batch.open} slug={slug} />
            </>
          ) : (
            <ClosedPanel detail={found} slug={slug} />
          )}
        </div>
      </div>
    </>
  );
}

function headline(found: AdjudicationDetail): string {
  if (found.state === 'DISMISSED') return 'Dismissed without a verdict';
  if (found.state === 'DECIDED' && found.verdict)
    return `Verdict: ${CHOICE_WORDS[found.verdict].label}${found.withdrawn ? ', taken back' : ''}`;
  if (found.own) return 'A disagreement on a comparison of yours';
  const votes: Votes = {};
  for (const label of found.labels)
    if (!label.repeat && !label.setAside) votes[label.choice] = (votes[label.choice] ?? 0) + 1;
  return voteWords(votes) || 'No label counts here';
}
