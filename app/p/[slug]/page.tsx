import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { VerdictTally } from '#components/ui/verdict-tally';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { collectionPlans } from '#lib/labels/collection-plan';
import { chosenBatch } from '#lib/quality/batches';
import { fixFirstOf } from '#lib/quality/fix-first';
import { latestReport, policyInForce, previewDecision } from '#lib/quality/latest-report';
import { latestLiveFigures } from '#lib/quality/live-figures';
import { timelineMarks } from '#lib/quality/timeline-marks';
import { trainingRuns } from '#lib/training/training-runs';
import { agreementFigures } from './overview/agreement-figures';
import { AgreementPanel } from './overview/agreement-panel';
import { ChecksPanel } from './overview/checks-panel';
import { FixFirstPanel } from './overview/fix-first-panel';
import { ForecastPanel } from './overview/forecast-panel';
import { MeasuredNote } from './overview/measured-note';
import { TimePanel } from './overview/time-panel';
import { TrainingStatus } from './overview/training-status';
import { WouldTakePanel } from './overview/would-take-panel';
import { withBatches } from './project-batches';

export const metadata = { title: 'Overview' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

const HEADLINE = {
  PASS: 'Ready for training',
  FAIL: 'Not ready for training',
  NOT_ENOUGH_EVIDENCE: 'Not enough evidence to train',
} as const;

/** Is the data good enough to train on, and if not, what first? */
export default async function OverviewPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('quality:read', slug), slug);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  if (!batch) {
    return (
      <EmptyState
        action={
          <ButtonLink href={`/p/${slug}/import`} icon="import" variant="primary">
            Import comparisons
          </ButtonLink>
        }
        icon="batch"
        page
        title="This project has no comparisons yet"
      >
        Import them from JSONL or CSV, with or without labels. Then annotators find them under Annotate.
      </EmptyState>
    );
  }
  const [report, live, policy, runs, marks, candidates, plans] = await Promise.all([
    latestReport(batch.id),
    latestLiveFigures(batch.id),
    policyInForce(actor.project.id),
    trainingRuns(actor.project.id, 5),
    timelineMarks(actor.project.id, batch.id),
    fixFirstOf(batch.id),
    collectionPlans(batch.id),
  ]);
  const decision = previewDecision(report, policy);
  const count = (verdict: string) => decision.checks.filter((c) => c.verdict === verdict).length;
  const first = decision.wouldTake[0];
  return (
    <>
      <PageHeader
        aside={
          <div className="flex flex-wrap items-center gap-6">
            <VerdictTally
              fail={count('FAIL')}
              notEnoughEvidence={count('NOT_ENOUGH_EVIDENCE')}
              pass={count('PASS')}
            />
            <TrainingStatus
              batch={batch}
              mayRequest={roleMay(actor.role, 'training:request')}
              runs={runs}
              slug={slug}
            />
          </div>
        }
        lead={first ? first.sentence : 'Every check passes on the bound that counts against it.'}
        size="hero"
        title={HEADLINE[decision.verdict]}
      />
      <MeasuredNote batch={batch} live={live} report={report} slug={slug} />
      {/* The last card of either column reaches down as far as the other column. */}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(320px,440px)]">
        <div className="flex min-w-0 flex-col gap-3 *:last:grow">
          <ChecksPanel checks={decision.checks} policy={policy} />
          {report && (
            <TimePanel
              alarms={marks.alarms}
              batch={batch.number}
              flags={marks.guidelines}
              threshold={policy?.checks.swapInvariantAlpha ?? null}
              timeline={report.figures.timeline}
            />
          )}
          {report && <AgreementPanel figures={agreementFigures(report, live)} />}
        </div>
        <div className="flex min-w-0 flex-col gap-3 max-xl:order-first *:last:grow">
          <WouldTakePanel
            batch={batch}
            simulated={actor.project.simulated}
            slug={slug}
            plans={plans}
            steps={decision.wouldTake}
          />
          {report && <FixFirstPanel batch={batch} candidates={candidates} slug={slug} />}
          {live && (
            <ForecastPanel
              batch={batch.number}
              labelsPerDay={live.figures.labelsPerDay}
              today={new Date().toISOString().slice(0, 10)}
              waiting={live.figures.waiting}
            />
          )}
        </div>
      </div>
    </>
  );
}
