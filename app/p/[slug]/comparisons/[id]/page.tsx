import { notFound } from 'next/navigation';
import { Conversation } from '#components/annotate/conversation';
import { ResponsePane } from '#components/annotate/response-pane';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { formatDuration } from '#lib/charts/format-figure';
import { comparisonDetail } from '#lib/labels/comparison-list';
import { conversationTitle } from '#lib/labels/conversation';
import { AdjudicateButton } from './adjudicate-button';
import { GoldForm } from './gold-form';

export const metadata = { title: 'Comparison' };

interface PageProps {
  params: Promise<{ slug: string; id: string }>;
}

const CHOICE_WORDS = {
  A: 'A is better',
  B: 'B is better',
  TIE: 'Tie',
  BOTH_BAD: 'Both bad',
  CANT_JUDGE: 'Can’t judge',
} as const;
const STRENGTH = ['', 'slightly', 'clearly', 'much'];

/** One comparison with its responses, sources and every label, the whole history included. */
export default async function ComparisonPage({ params }: PageProps) {
  const { slug, id } = await params;
  const actor = await pageActor('comparison:read', slug);
  const found =
    Number.isSafeInteger(Number(id)) && Number(id) < 2 ** 31
      ? await comparisonDetail(actor.project.id, Number(id))
      : null;
  if (!found) notFound();
  const latest = new Map(found.labels.map((l) => [`${l.annotator} ${l.round}`, l.revision]));
  return (
    <>
      <PageHeader
        actions={
          <>
            <ButtonLink href={`/p/${slug}/comparisons?batch=${found.batch.number}`} variant="quiet">
              All comparisons
            </ButtonLink>
            <AdjudicateButton comparisonId={found.id} slug={slug} />
          </>
        }
        lead={
          <>
            {found.externalId} · {found.batch.name} {found.tags.map((tag) => ` · ${tag}`)}
          </>
        }
        title={conversationTitle(found.prompt, 70)}
      />
      <div className="grid gap-3">
        <Card title="Prompt">
          <Conversation turns={found.prompt} />
        </Card>
        <div className="grid gap-3 md:grid-cols-2">
          <Card note="source" title={found.sourceA ?? 'Source not given'}>
            <ResponsePane side="A" text={found.responseA} />
          </Card>
          <Card note="source" title={found.sourceB ?? 'Source not given'}>
            <ResponsePane side="B" text={found.responseB} />
          </Card>
        </div>
        <GoldForm comparisonId={found.id} gold={found.gold} slug={slug} />
        {found.gold && (
          <Card title={`Gold: ${CHOICE_WORDS[found.gold.choice]}`}>
            <p>{found.gold.reason ?? 'No reason given.'}</p>
          </Card>
        )}
        <Card
          note="in the order they were given; A and B as above, whatever side they were shown on"
          padded={false}
          title={`${found.labels.length} labels`}
        >
          {found.labels.length === 0 ? (
            <div className="px-4">
              <EmptyState icon="comparisons" title="No label yet" />
            </div>
          ) : (
            <ul>
              {found.labels.map((label) => {
                const old = latest.get(`${label.annotator} ${label.round}`) !== label.revision;
                return (
                  <li
                    className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-t px-4 py-2"
                    key={`${label.annotator} ${label.round} ${label.revision}`}
                  >
                    <b className="min-w-36">{label.annotator}</b>
                    <span className="flex min-w-40 flex-1 flex-wrap items-center gap-1.5">
                      <Chip tone={label.choice === 'A' ? 'a' : label.choice === 'B' ? 'b' : 'plain'}>
                        {label.choice ? CHOICE_WORDS[label.choice] : 'Taken back'}
                      </Chip>
                      {label.strength && <span className="text-ink-2">{STRENGTH[label.strength]}</span>}
                      {label.round > 0 && <Chip>repeat</Chip>}
                      {old && <Chip tone="quiet">superseded</Chip>}
                      {label.setAside && <Chip tone="quiet">set aside</Chip>}
                      {label.reasons.map((reason) => (
                        <span className="text-ink-3 text-small" key={reason}>
                          {reason}
                        </span>
                      ))}
                    </span>
                    <span className="text-ink-3 text-small">
                      {label.activeMs !== null && `${formatDuration(label.activeMs / 1000)} · `}
                      <Time at={label.labelledAt} />
                    </span>
                    {label.rationale && <p className="w-full text-ink-2">{label.rationale}</p>}
                  </li>
                );
              })}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}
