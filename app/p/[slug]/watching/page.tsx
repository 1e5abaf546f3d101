import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { FilterBar } from '#components/ui/filter-bar';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { WATCHING_KINDS } from '#lib/alerts/alert-kinds';
import { alerts } from '#lib/alerts/alerts';
import { stopSentence } from '#lib/scoring/optimisation-words';
import { optimisationDetail, optimisations } from '#lib/scoring/optimisations';
import { modelTraffic } from '#lib/scoring/traffic';
import { probesOf, watchedModels } from '#lib/scoring/watching';
import { OpenAlerts } from './open-alerts';
import { OptimisationPanel } from './optimisation-panel';
import { ProbePanel } from './probe-panel';
import { TrafficPanel } from './traffic-panel';

export const metadata = { title: 'Watching' };

const TRAFFIC_HOURS = 24;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ model?: string; optimisation?: string }>;
}

/** Is a reward model being exploited, and should somebody stop? */
export default async function WatchingPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('watching:read', slug);
  const search = await searchParams;
  const [models, series, open] = await Promise.all([
    watchedModels(actor.project.id),
    optimisations(actor.project.id),
    alerts(actor.project.id, { state: 'open' }, 200),
  ]);
  const asked = series.find(({ name }) => name === search.optimisation);
  const model = models.find(({ name }) => name === (asked?.model ?? search.model)) ?? models[0];
  if (!model) {
    return (
      <EmptyState
        action={<ButtonLink href={`/p/${slug}/training`}>Go to training</ButtonLink>}
        icon="watch"
        page
        title="There is no reward model to watch yet"
      >
        Once one is trained, this page shows what it is asked to score, what tricks it falls for, and when a
        language model that is optimised against it should stop.
      </EmptyState>
    );
  }
  const ownSeries = series.filter((each) => each.model === model.name);
  const shown = asked ?? ownSeries[0];
  const [detail, traffic, probes] = await Promise.all([
    shown ? optimisationDetail(shown) : null,
    modelTraffic(model.id, TRAFFIC_HOURS),
    probesOf(model.id),
  ]);
  const watching = open.filter(({ kind }) => WATCHING_KINDS.includes(kind));
  const base = `/p/${slug}/watching`;
  return (
    <>
      <PageHeader
        lead={
          detail?.warning
            ? stopSentence(detail.warning)
            : 'A reward model is a proxy. Here is what it is asked, what it falls for, and when to stop trusting it.'
        }
        size="hero"
        title={titleOf(detail, watching.length)}
      />
      {models.length > 1 && (
        <FilterBar
          clear={base}
          filters={[
            {
              name: 'model',
              label: 'Model',
              value: search.model ?? asked?.model,
              options: models.map(({ name }) => ({ value: name, label: name })),
            },
          ]}
        />
      )}
      <div className="flex flex-col gap-3">
        <OptimisationPanel base={base} detail={detail} model={model.name} others={ownSeries} slug={slug} />
        <OpenAlerts rows={watching} slug={slug} />
        <TrafficPanel hours={TRAFFIC_HOURS} model={model.name} traffic={traffic} />
        <ProbePanel model={model.name} probes={probes} />
      </div>
    </>
  );
}

function titleOf(detail: { name: string; warning: { step: number } | null } | null, open: number): string {
  if (detail?.warning) return `Stop “${detail.name}” at step ${detail.warning.step}`;
  if (open > 0) return open === 1 ? 'One sign wants you' : `${open} signs want you`;
  return 'Nothing asks you to stop';
}
