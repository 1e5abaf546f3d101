import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { CardList } from '#components/ui/card-list';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { openProposals } from '#lib/labels/annotator-life-cycle';
import { type AppealInList, appealList } from '#lib/labels/appeals';
import { AnswerForm } from './answer-form';
import { ProposalForm } from './proposal-form';
import { STATUS_LABEL } from './status-words';

export const metadata = { title: 'Proposals and appeals' };

/** What waits for a lead's word about people: moves that rules propose, and what annotators have to say about theirs. */
export default async function AppealsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('appeal:answer', slug);
  const [proposals, appeals] = await Promise.all([
    openProposals(actor.project.id),
    appealList(actor.project.id),
  ]);
  const open = appeals.filter((appeal) => appeal.state === 'OPEN');
  const closed = appeals.filter((appeal) => appeal.state !== 'OPEN');
  return (
    <>
      <PageHeader
        actions={
          <>
            <ButtonLink href={`/p/${slug}/annotators`} variant="quiet">
              All annotators
            </ButtonLink>
            <ButtonLink href={`/p/${slug}/settings/life-cycle`}>The rules</ButtonLink>
          </>
        }
        lead="A rule states its evidence; a person may know what it cannot. Both read your answer."
        title={headline(proposals.length, open.length)}
      />
      <div className="grid items-start grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-2">
        <CardList
          empty={<EmptyState icon="check" title="No rule proposes anything" />}
          note="what the rules would do; you decide"
          title="Proposals"
        >
          {proposals.map((proposal) => (
            <li className="grid gap-2 py-3" key={proposal.id}>
              <p className="flex flex-wrap items-center gap-2">
                <Link
                  className="font-semibold hover:underline"
                  href={`/p/${slug}/annotators/${proposal.annotatorId}`}
                >
                  {proposal.name}
                </Link>
                <Chip>
                  {STATUS_LABEL[proposal.status]} → {STATUS_LABEL[proposal.to]}
                </Chip>
                <span className="ml-auto text-ink-3 text-small">
                  <Time at={proposal.at} shape="relative" />
                </span>
              </p>
              <p>{proposal.sentence}</p>
              <ProposalForm proposalId={proposal.id} slug={slug} to={STATUS_LABEL[proposal.to]} />
            </li>
          ))}
        </CardList>
        <Card note="in the annotators’ words" padded={false} title="Appeals">
          {open.length === 0 && (
            <div className="px-4 pb-2">
              <EmptyState icon="inbox" title="No appeal waits for an answer" />
            </div>
          )}
          <ul className="mt-1.5">
            {open.map((appeal) => (
              <li className="grid gap-2 border-line border-t px-4 py-3" key={appeal.id}>
                <AppealWords appeal={appeal} slug={slug} />
                <AnswerForm appealId={appeal.id} slug={slug} />
              </li>
            ))}
            {closed.map((appeal) => (
              <li className="grid gap-1 border-line border-t px-4 py-3" key={appeal.id}>
                <AppealWords appeal={appeal} slug={slug} />
                <p className="text-ink-2">
                  <Chip tone={appeal.state === 'GRANTED' ? 'pass' : 'quiet'}>
                    {appeal.state === 'GRANTED' ? 'Granted' : 'Declined'}
                  </Chip>{' '}
                  {appeal.answer}{' '}
                  <span className="text-ink-3 text-small">
                    {appeal.answeredBy && `by ${appeal.answeredBy}, `}
                    {appeal.answeredAt && <Time at={appeal.answeredAt} shape="relative" />}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function AppealWords({ appeal, slug }: { appeal: AppealInList; slug: string }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Link className="font-semibold hover:underline" href={`/p/${slug}/annotators/${appeal.annotatorId}`}>
          {appeal.name}
        </Link>
        <Chip>{STATUS_LABEL[appeal.status]}</Chip>
        <span className="ml-auto text-ink-3 text-small">
          <Time at={appeal.createdAt} shape="relative" />
        </span>
      </p>
      <blockquote className="whitespace-pre-wrap border-line-strong border-l-2 pl-3">
        {appeal.body}
      </blockquote>
      {appeal.against && (
        <p className="text-ink-2 text-small">
          Against: {appeal.against.sentence || appeal.against.reason || 'a decision without a reason.'}
        </p>
      )}
    </>
  );
}

function headline(proposals: number, appeals: number): string {
  const parts = [
    proposals ? `${proposals} ${proposals === 1 ? 'proposal' : 'proposals'}` : '',
    appeals ? `${appeals} ${appeals === 1 ? 'appeal' : 'appeals'}` : '',
  ].filter(Boolean);
  if (!parts.length) return 'Nothing about people waits for you';
  return `${parts.join(' and ')} ${proposals + appeals === 1 ? 'waits' : 'wait'} for you`;
}
