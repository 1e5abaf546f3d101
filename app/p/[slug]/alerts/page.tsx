import { ExportRows } from '#components/table/export-rows';
import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { FilterBar } from '#components/ui/filter-bar';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { ALERT_KIND_NAMES, ALERT_KINDS, type AlertKind } from '#lib/alerts/alert-kinds';
import { mailIsSetUp } from '#lib/alerts/alert-mail';
import { alerts, mailedKinds, openAlerts } from '#lib/alerts/alerts';
import { AlertList } from './alert-list';
import { MailPanel } from './mail-panel';

export const metadata = { title: 'Alerts' };

const PAGE = 50;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ state?: string; kind?: string; before?: string }>;
}

/** What wants a person, and what became of it. Open alerts first; the rest is history. */
export default async function AlertsPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('alert:read', slug);
  const search = await searchParams;
  const state = search.state === 'resolved' || search.state === 'all' ? search.state : 'open';
  const kind = ALERT_KIND_NAMES.find((name) => name === search.kind);
  const [rows, open, mailed] = await Promise.all([
    alerts(
      actor.project.id,
      { state: state === 'all' ? undefined : state, kind },
      PAGE + 1,
      Number(search.before) || undefined,
    ),
    openAlerts(actor.project.id),
    mailedKinds(actor.project.id, actor.userId),
  ]);
  const shown = rows.slice(0, PAGE);
  const base = `/p/${slug}/alerts`;
  const address = (change: Record<string, string>) =>
    `${base}?${new URLSearchParams({ ...(search.state && { state }), ...(kind && { kind }), ...change })}`;
  return (
    <>
      <PageHeader
        actions={
          shown.length > 0 && (
            <ExportRows
              headers={['raised', 'kind', 'title', 'why', 'batch', 'resolved', 'by', 'note']}
              name="alerts"
              of="the alerts shown"
              rows={shown.map((row) => [
                row.raisedAt,
                row.kind,
                row.title,
                row.sentence,
                row.batch,
                row.resolvedAt,
                row.resolvedBy,
                row.note,
              ])}
            />
          )
        }
        lead="Raised with the report that shows the cause, one per cause. When the cause goes away, an alert resolves by itself."
        title={
          open === 0 ? 'Nothing wants you' : open === 1 ? 'One alert wants you' : `${open} alerts want you`
        }
      />
      <div className="grid items-start grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="min-w-0">
          <FilterBar
            clear={base}
            filters={[
              {
                name: 'state',
                label: 'Show',
                value: search.state ? state : undefined,
                options: [
                  { value: 'open', label: 'open' },
                  { value: 'resolved', label: 'resolved' },
                  { value: 'all', label: 'open and resolved' },
                ],
              },
              {
                name: 'kind',
                label: 'Kind',
                value: kind,
                options: ALERT_KIND_NAMES.map((value: AlertKind) => ({ value, label: ALERT_KINDS[value] })),
              },
            ]}
          />
          {shown.length === 0 ? (
            <div className="rounded-control border border-line bg-surface px-4 py-2">
              <EmptyState
                action={
                  state === 'open' && (
                    <ButtonLink href={`${base}?state=resolved`} size="small">
                      Look at the resolved ones
                    </ButtonLink>
                  )
                }
                icon="bell"
                title={state === 'open' ? 'No open alert' : 'No such alert'}
              >
                Drift, missed golds, labels faster than one can read, a complete batch, a changed gate and an
                exploited reward model show up here.
              </EmptyState>
            </div>
          ) : (
            <AlertList rows={shown} slug={slug} />
          )}
          <nav aria-label="Pages" className="mt-3 flex gap-2">
            {search.before && <ButtonLink href={address({})}>Newest</ButtonLink>}
            {rows.length > PAGE && (
              <ButtonLink href={address({ before: String(shown.at(-1)!.id) })}>Older</ButtonLink>
            )}
          </nav>
        </div>
        <MailPanel address={actor.email} chosen={mailed} isSetUp={mailIsSetUp()} slug={slug} />
      </div>
    </>
  );
}
