import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { chosenBatch } from '#lib/quality/batches';
import { latestReport, policyInForce, previewDecision } from '#lib/quality/latest-report';
import { cluster } from '#lib/training/engine-choice';
import { type RunSummary, trainingRuns } from '#lib/training/training-runs';
import { withBatches } from '../project-batches';
import { RequestPanel } from './request-panel';
import { RunTable } from './run-table';

export const metadata = { title: 'Training' };

const PAGE = 100;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string; before?: string }>;
}

/** May I train, and what is running? */
export default async function TrainingPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('training:read', slug), slug);
  const search = await searchParams;
  const [runs, policy] = await Promise.all([
    trainingRuns(actor.project.id, PAGE, Number(search.before) || undefined),
    policyInForce(actor.project.id),
  ]);
  const batch = chosenBatch(all, Number(search.batch) || undefined);
  if (!batch) {
    return (
      <EmptyState
        action={<ButtonLink href={`/p/${slug}/import`}>Import comparisons</ButtonLink>}
        icon="training"
        page
        title="There is nothing to train on yet"
      >
        A training run takes the labels of one batch, once the gate lets them through.
      </EmptyState>
    );
  }
  const decision = previewDecision(await latestReport(batch.id), policy);
  return (
    <>
      <PageHeader
        actions={
          <>
            {runs.filter((r) => r.model).length > 1 && (
              <ButtonLink href={`/p/${slug}/training/compare`}>Compare models</ButtonLink>
            )}
            <ButtonLink href={`/p/${slug}/training/queue`} icon="history">
              Queue
            </ButtonLink>
          </>
        }
        lead={leadSentence(runs)}
        size="hero"
        title={decision.verdict === 'PASS' ? `${batch.name} may train` : `${batch.name} may not train yet`}
      />
      <div className="grid gap-3 lg:grid-cols-[minmax(320px,420px)_minmax(0,1fr)]">
        <RequestPanel
          batch={batch}
          cluster={cluster()}
          decision={decision}
          mayRequest={roleMay(actor.role, 'training:request')}
          slug={slug}
        />
        <RunTable base={`/p/${slug}/training`} rows={runs} />
      </div>
    </>
  );
}

function leadSentence(runs: RunSummary[]): string {
  const of = (state: RunSummary['state']) => runs.filter((r) => r.state === state).map((r) => r.number);
  const [running, blocked, trained] = [of('RUNNING'), of('BLOCKED'), runs.find((r) => r.model)];
  const parts = [
    running.length ? `Run ${running.join(', ')} is training.` : '',
    blocked.length ? `Run ${blocked.join(', ')} waits for the gate.` : '',
    trained ? `${trained.model} is the newest model.` : '',
  ].filter(Boolean);
  return (
    parts.join(' ') || 'No runs yet. A run that the gate blocks waits, and starts by itself when it passes.'
  );
}
