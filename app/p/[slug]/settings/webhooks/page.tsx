import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { CHOOSABLE_EVENTS, EVENT_TYPES } from '#lib/alerts/event-types';
import { webhookEndpoints } from '#lib/alerts/webhook-endpoints';
import { EndpointForm } from './endpoint-form';
import { EndpointItem } from './endpoint-item';

export const metadata = { title: 'Webhooks' };

export default async function WebhooksPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ endpoint?: string }>;
}) {
  const { slug } = await params;
  const actor = await pageActor('webhook:manage', slug);
  const { endpoint } = await searchParams;
  const endpoints = await webhookEndpoints(actor.project.id);
  const off = endpoints.filter((each) => each.disabledAt).length;
  return (
    <>
      <PageHeader
        actions={
          <ButtonLink href={`/p/${slug}/settings/webhooks/deliveries`} icon="history">
            Delivery log
          </ButtonLink>
        }
        lead="A program elsewhere is told what happens here: signed, at least once, and tried again for three days."
        title={
          endpoints.length === 0
            ? 'Nobody is told yet'
            : off
              ? `${off} of ${endpoints.length} endpoints ${off === 1 ? 'is' : 'are'} off`
              : endpoints.length === 1
                ? 'One endpoint is told'
                : `${endpoints.length} endpoints are told`
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_360px]">
        {endpoints.length === 0 ? (
          <div className="rounded-control border border-line bg-surface px-4 py-2">
            <EmptyState icon="bell" title="No endpoint yet">
              Add the address of a program: a pipeline that waits for the gate, a chat room’s receiver, a
              pager.
            </EmptyState>
          </div>
        ) : (
          <ul className="overflow-hidden rounded-control border border-line bg-surface">
            {endpoints.map((each) => (
              <EndpointItem current={each.id === endpoint} endpoint={each} key={each.id} slug={slug} />
            ))}
          </ul>
        )}
        <EndpointForm
          events={CHOOSABLE_EVENTS.map((id) => ({ id, meaning: EVENT_TYPES[id].meaning }))}
          slug={slug}
        />
      </div>
    </>
  );
}
