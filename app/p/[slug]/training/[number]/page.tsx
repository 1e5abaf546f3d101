import { notFound } from 'next/navigation';
import { CheckTable } from '#components/quality/check-table';
import { CollectionProgress } from '#components/quality/collection-progress';
import { SaveChecks } from '#components/quality/save-checks';
import { RunStateChip } from '#components/training/run-state-chip';
import { ActionForm } from '#components/ui/action-form';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { SubmitButton } from '#components/ui/submit-button';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { prepareChecks } from '#lib/charts/prepare-checks';
import { collectionPlans } from '#lib/labels/collection-plan';
import { reportWords } from '#lib/training/report-words';
import { type RunDetail, runEvents, trainingRun } from '#lib/training/training-runs';
import { waivers } from '#lib/training/waivers';
import { cancel } from '../../actions';
import { DataPanel } from './data-panel';
import { ErrorPanel } from './error-panel';
import { ExternalPanel } from './external-panel';
import { JobLog } from './job-log';
import { LivePanel } from './live-panel';
import { MakingPanel } from './making-panel';
import { ModelPanel } from './model-panel';
import { ShortcutPanel } from './shortcut-panel';
import { SlicePanel } from './slice-panel';
import { WaiverPanel } from './waiver-panel';

export const metadata = { title: 'Training run' };

interface PageProps {
  params: Promise<{ slug: string; number: string }>;
}

/** One run: why it waits, how it goes, or what came out. */
export default async function RunPage({ params }: PageProps) {
  const { slug, number } = await params;
  const actor = await pageActor('training:read', slug);
  const run = Number.isInteger(Number(number)) ? await trainingRun(actor.project.id, Number(number)) : null;
  if (!run) notFound();
  const [events, granted, plans, words] = await Promise.all([
    runEvents(run.id),
    waivers(actor.project.id, run.number),
    run.state === 'BLOCKED' ? collectionPlans(run.batchId) : [],
    run.report ? reportWords(actor.project.id, run.report) : null,
  ]);
  const may = (permission: Parameters<typeof roleMay>[1]) => roleMay(actor.role, permission);
  const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(run.state);
  return (
    <>
      <PageHeader
        actions={
          <>
            {!ended && roleMay(actor.role, 'training:request') && (
              <ActionForm
                action={cancel}
                done="The run is being cancelled."
                hidden={{ slug, number: run.number }}
                inline
              >
                <SubmitButton pendingLabel="Cancelling …" variant="quiet">
                  Cancel run
                </SubmitButton>
              </ActionForm>
            )}
            <ButtonLink href={`/p/${slug}/training`} variant="quiet">
              All runs
            </ButtonLink>
            {run.report && (
              <>
                <ButtonLink href={`/p/${slug}/training/compare?run=${run.number}`}>Compare</ButtonLink>
                <ButtonLink
                  href={`/api/projects/${slug}/training/${run.number}/card`}
                  icon="export"
                  prefetch={false}
                >
                  Model card
                </ButtonLink>
                <ButtonLink
                  href={`/p/${slug}/models/playground?model=${encodeURIComponent(run.model ?? '')}`}
                  variant="primary"
                >
                  Try a prompt
                </ButtonLink>
              </>
            )}
          </>
        }
        aside={
          <span className="flex items-center gap-2">
            <RunStateChip state={run.state} />
            {run.waived && <Chip tone="nee">Waived</Chip>}
          </span>
        }
        lead={leadSentence(run)}
        size="hero"
        title={`Run ${run.number} · ${run.batch.name}`}
      />
      <div className="flex flex-col gap-3">
        {run.error && <Notice title={run.error} tone="fail" />}
        {run.report && words && (
          <>
            <ModelPanel report={run.report} run={run} />
            <SlicePanel report={run.report} />
            <ShortcutPanel report={run.report} />
            <DataPanel report={run.report} slug={slug} words={words} />
            <ErrorPanel report={run.report} slug={slug} words={words} />
            <MakingPanel report={run.report} run={run} />
          </>
        )}
        <ExternalPanel run={run} />
        {run.engine === 'ray' && run.state !== 'BLOCKED' && <JobLog ended={ended} events={events} />}
        {((run.engine === 'local' && (run.state === 'RUNNING' || run.state === 'QUEUED')) ||
          events.some((e) => e.kind === 'progress')) && <LivePanel events={events} run={run} />}
        <WaiverPanel
          may={{
            request: may('waiver:request'),
            sign: may('waiver:sign'),
            revoke: may('waiver:revoke'),
            train: may('training:request'),
          }}
          run={run}
          slug={slug}
          userId={actor.userId}
          waivers={granted}
        />
        <CollectionProgress plans={plans} />
        <Card
          actions={<SaveChecks checks={run.decision.checks} name={`gate-decision-${run.decision.number}`} />}
          footer={
            run.state === 'BLOCKED' && (
              <ButtonLink href={`/p/${slug}?batch=${run.batch.number}`} size="small">
                What it would take
              </ButtonLink>
            )
          }
          note={
            <>
              policy {run.decision.policyPreset} v{run.decision.policyVersion} · <Time at={run.decision.at} />
              {run.snapshotHash && ` · snapshot ${run.snapshotHash.slice(0, 12)}…`}
            </>
          }
          padded={false}
          title={`Gate decision ${run.decision.number}`}
        >
          <CheckTable rows={prepareChecks(run.decision.checks)} />
        </Card>
      </div>
    </>
  );
}

function leadSentence(run: RunDetail): string {
  switch (run.state) {
    case 'BLOCKED':
      return 'The gate holds this run. It is judged again with every new report or policy, and starts by itself when it passes.';
    case 'QUEUED':
      return run.waived
        ? 'Two people waived the gate for this run. It waits for a free worker.'
        : 'The gate has passed. The run waits for a free worker.';
    case 'RUNNING':
      return run.engine === 'ray'
        ? 'The cluster trains on exactly the labels that the gate judged.'
        : 'The worker trains on exactly the labels that the gate judged.';
    case 'SUCCEEDED':
      return run.external
        ? `${run.model} is on the cluster; it is listed here, and served there.`
        : `${run.model} can be scored with now.`;
    case 'FAILED':
      return 'Nothing was lost; the reason stands below.';
    case 'CANCELLED':
      return 'This run was cancelled.';
  }
}
