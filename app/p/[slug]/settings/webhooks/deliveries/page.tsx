import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { FilterBar } from '#components/ui/filter-bar';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { EVENT_TYPES } from '#lib/alerts/event-types';
import { DELIVERY_STATES, webhookDeliveries } from '#lib/alerts/webhook-deliveries';
import { webhookEndpoints } from '#lib/alerts/webhook-endpoints';
import { STATE_WORDS } from './delivery-state';
import { DeliveryTable } from './delivery-table';

export const metadata = { title: 'Delivery log' };

const PAGE = 100;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ endpoint?: string; state?: string; type?: string; before?: string }>;
}

/** Everything that was told, to whom, and how it went. */
export default async function DeliveriesPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('webhook:manage', slug);
  const search = await searchParams;
  const endpoints = await webhookEndpoints(actor.project.id);
  const filter = {
    endpointId: endpoints.find((each) => each.id === search.endpoint)?.id,
    state: DELIVERY_STATES.find((state) => state === search.state),
    type: search.type && search.type in EVENT_TYPES ? search.type : undefined,
  };
  const rows = await webhookDeliveries(
    actor.project.id,
    filter,
    PAGE + 1,
    Number(search.before) || undefined,
  );
  const shown = rows.slice(0, PAGE);
  const base = `/p/${slug}/settings/webhooks/deliveries`;
  const kept = Object.entries({
    endpoint: filter.endpointId,
    state: filter.state,
    type: filter.type,
  }).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
  const address = (before?: number) =>
    `${base}?${new URLSearchParams([...kept, ...(before ? [['before', String(before)] as [string, string]] : [])])}`;
  return (
    <>
      <PageHeader
        actions={<ButtonLink href={`/p/${slug}/settings/webhooks`}>Endpoints</ButtonLink>}
        lead="An event keeps its id however often it is sent. Replaying sends it again under the same id."
        title="What was told, and whether it arrived"
      />
      <FilterBar
        clear={base}
        filters={[
          {
            name: 'endpoint',
            label: 'Endpoint',
            value: filter.endpointId,
            options: endpoints.map(({ id, url }) => ({ value: id, label: new URL(url).host })),
          },
          {
            name: 'state',
            label: 'State',
            value: filter.state,
            options: DELIVERY_STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
          },
          {
            name: 'type',
            label: 'Event',
            value: filter.type,
            options: Object.keys(EVENT_TYPES).map((value) => ({ value, label: value })),
          },
        ]}
      />
      {shown.length === 0 ? (
        <div className="rounded-control border border-line bg-surface px-4 py-2">
          <EmptyState
            icon="history"
            title={kept.length ? 'Nothing matches these filters' : 'Nothing was told yet'}
          >
            Send a test from the list of endpoints to see one arrive.
          </EmptyState>
        </div>
      ) : (
        <DeliveryTable base={base} rows={shown} />
      )}
      <nav aria-label="Pages" className="mt-3 flex gap-2">
        {search.before && <ButtonLink href={address()}>Newest</ButtonLink>}
        {rows.length > PAGE && <ButtonLink href={address(shown.at(-1)!.id)}>Older</ButtonLink>}
      </nav>
    </>
  );
}
