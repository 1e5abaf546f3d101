import { notFound } from 'next/navigation';
import { CHOICE_WORDS } from '#components/annotate/choice';
import { Conversation } from '#components/annotate/conversation';
import { ResponsePane } from '#components/annotate/response-pane';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { adjudicationOf } from '#lib/labels/adjudication-of';
import { comparisonDetail } from '#lib/labels/comparison-list';
import { conversationTitle } from '#lib/labels/conversation';
import { flagWords } from '#lib/labels/label-flag';
import { labelFormOf } from '#lib/labels/label-form-of';
import { AdjudicateButton } from './adjudicate-button';
import { GoldForm } from './gold-form';
import { FlagChip, LabelRow } from './label-row';

export const metadata = { title: 'Comparison' };

interface PageProps {
  params: Promise<{ slug: string; id: string }>;
}

/** One comparison with its responses, sources and every label, the whole history included. */
export default async function ComparisonPage({ params }: PageProps) {
  const { slug, id } = await params;
  const actor = await pageActor('comparison:read', slug);
  const known = Number.isSafeInteger(Number(id)) && Number(id) < 2 ** 31 ? Number(id) : 0;
  const [found, { aspects }, adjudication] = await Promise.all([
    comparisonDetail(actor.project.id, known),
    labelFormOf(actor.project.id),
    adjudicationOf(known),
  ]);
  if (!found) notFound();
  const aspectName = (id: string) => aspects.find((aspect) => aspect.id === id)?.name ?? id;
  const latest = new Map(found.labels.map((l) => [`${l.annotator} ${l.round}`, l.revision]));
  const flags = [
    ...found.labels
      .filter((l) => latest.get(`${l.annotator} ${l.round}`) === l.revision)
      .map((l) => ({ annotator: l.annotator, flag: l.flag, at: l.labelledAt })),
    ...found.skips,
  ].flatMap(({ annotator, flag, at }) => (flag ? [{ annotator, flag, at }] : []));
  return (
    <>
      <PageHeader
        actions={
          <>
            <ButtonLink href={`/p/${slug}/comparisons?batch=${found.batch.number}`} variant="quiet">
              All comparisons
            </ButtonLink>
            <AdjudicateButton comparisonId={found.id} found={adjudication} slug={slug} />
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
        {flags.length > 0 && (
          <Notice
            icon="flag"
            title={`Flagged ${flags.length === 1 ? 'once' : `${flags.length} times`} by annotators`}
            tone="fail"
          >
            <ul>
              {flags.map(({ annotator, flag, at }) => (
                <li key={`${annotator} ${at}`}>
                  {flagWords(flag)}, by {annotator}
                  {flag.note && `: “${flag.note}”`}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <Card title="Prompt">
          <Conversation turns={found.prompt} />
        </Card>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 md:grid-cols-2">
          <Card note="source" title={found.sourceA ?? 'Source not given'}>
            <ResponsePane side="A" text={found.responseA} />
          </Card>
          <Card note="source" title={found.sourceB ?? 'Source not given'}>
            <ResponsePane side="B" text={found.responseB} />
          </Card>
        </div>
        <GoldForm comparisonId={found.id} gold={found.gold} slug={slug} />
        {found.gold && (
          <Card title={`Gold: ${CHOICE_WORDS[found.gold.choice].label}`}>
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
                  <LabelRow
                    aspectName={aspectName}
                    key={`${label.annotator} ${label.round} ${label.revision}`}
                    label={label}
                    old={old}
                  />
                );
              })}
            </ul>
          )}
        </Card>
        {found.skips.length > 0 && (
          <Card note="given back without a label" padded={false} title={`${found.skips.length} skipped`}>
            <ul>
              {found.skips.map((skip) => (
                <li
                  className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-t px-4 py-2"
                  key={`${skip.annotator} ${skip.at}`}
                >
                  <b className="min-w-36">{skip.annotator}</b>
                  <span className="min-w-40 flex-1">{skip.reason}</span>
                  {skip.flag && <FlagChip flag={skip.flag} />}
                  <span className="text-ink-3 text-small">
                    <Time at={skip.at} />
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}
