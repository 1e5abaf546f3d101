import { notFound } from 'next/navigation';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { CodeBlock } from '#components/ui/code-block';
import { DefinitionList } from '#components/ui/definition-list';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { webhookDelivery } from '#lib/alerts/webhook-deliveries';
import { DeliveryStateChip, STATE_WORDS } from '../delivery-state';
import { ReplayButton } from './replay-button';

export const metadata = { title: 'Delivery' };

/** One delivery: what was sent, and every try at it. */
export default async function DeliveryPage({ params }: { params: Promise<{ slug: string; id: string }> }) {
  const { slug, id } = await params;
  const actor = await pageActor('webhook:manage', slug);
  const delivery = /^\d{1,15}$/.test(id) ? await webhookDelivery(actor.project.id, Number(id)) : null;
  if (!delivery) notFound();
  const { type, url, state, attempts, error, tries, data, eventId, createdAt } = delivery;
  return (
    <>
      <PageHeader
        actions={
          <>
            <ButtonLink href={`/p/${slug}/settings/webhooks/deliveries`}>Delivery log</ButtonLink>
            <ReplayButton id={delivery.id} slug={slug} />
          </>
        }
        lead={error || `To ${url}`}
        title={`${type}, ${STATE_WORDS[state]} after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`}
      />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title="Attempts">
          {tries.length === 0 ? (
            <p className="text-ink-3">None yet: the worker is about to send it.</p>
          ) : (
            <ol className="grid gap-2">
              {tries.map((attempt) => (
                <li className="border-line border-t pt-2 first:border-t-0 first:pt-0" key={attempt.number}>
                  <p>
                    <span className="font-medium">Attempt {attempt.number}</span>:{' '}
                    {attempt.status ?? 'no answer'}, {attempt.durationMs.toLocaleString('en')} ms,{' '}
                    <Time at={attempt.at} />
                  </p>
                  {attempt.error && <p className="text-fail-text text-small">{attempt.error}</p>}
                  {attempt.response && (
                    <pre className="mt-1 overflow-x-auto whitespace-pre-wrap break-all font-mono text-ink-3 text-small">
                      {attempt.response}
                    </pre>
                  )}
                </li>
              ))}
            </ol>
          )}
        </Card>
        <Card title="What was sent">
          <DefinitionList
            items={[
              {
                term: 'Event id',
                value: <span className="break-all font-mono font-normal text-small">{eventId}</span>,
              },
              { term: 'Happened', value: <Time at={createdAt} /> },
              { term: 'State', value: <DeliveryStateChip state={state} /> },
            ]}
          />
          <div className="mt-3">
            <CodeBlock code={JSON.stringify({ type, timestamp: createdAt, data }, null, 2)} label="body" />
          </div>
        </Card>
      </div>
    </>
  );
}
