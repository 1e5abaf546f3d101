import { RangeBars } from '#components/chart/range-bars';
import { SaveRangeBars } from '#components/chart/save-range-bars';
import { Card } from '#components/ui/card';
import { DefinitionList } from '#components/ui/definition-list';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { VerdictTally } from '#components/ui/verdict-tally';
import { pageActor } from '#lib/access/page-actor';
import { formatCount } from '#lib/charts/format-figure';
import { prepareRangeBars, type RangeRow } from '#lib/charts/prepare-range-bars';
import { annotatorTable } from '#lib/quality/annotator-table';
import { chosenBatch } from '#lib/quality/batches';
import { fixFirstOf } from '#lib/quality/fix-first';
import { latestReport, policyInForce, previewDecision } from '#lib/quality/latest-report';
import { METHOD_VERSION } from '#lib/quality/quality-figures';
import { reportPart } from '#lib/quality/report-part';
import type { SourceFigures } from '#lib/quality/report-parts/sources';
import { NotMeasured } from '../agreement/not-measured';
import { agreementFigures } from '../overview/agreement-figures';
import { AgreementPanel } from '../overview/agreement-panel';
import { ChecksPanel } from '../overview/checks-panel';
import { FixFirstPanel } from '../overview/fix-first-panel';
import { withBatches } from '../project-batches';
import { AnnotatorPages } from './annotator-pages';
import { PrintButton } from './print-button';

export const metadata = { title: 'Report' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

const VERDICT = {
  PASS: 'Ready for training',
  FAIL: 'Not ready for training',
  NOT_ENOUGH_EVIDENCE: 'Not enough evidence to train',
} as const;

/** A batch on paper: verdict, checks, figures with their intervals, people, sources, and what all of it is about. */
export default async function ReportPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('quality:read', slug), slug);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  if (!batch) return <NotMeasured batch={false} slug={slug} />;
  const [report, policy, annotators, sources, fixFirst] = await Promise.all([
    latestReport(batch.id),
    policyInForce(actor.project.id),
    annotatorTable(actor.project.id, batch.id),
    reportPart(batch.id, 'sources'),
    fixFirstOf(batch.id),
  ]);
  if (!report) return <NotMeasured batch slug={slug} />;
  const decision = previewDecision(report, policy);
  const count = (verdict: string) => decision.checks.filter((check) => check.verdict === verdict).length;
  const { figures } = report;
  return (
    <div className="mx-auto max-w-[1000px] print:max-w-none">
      <p className="mb-1 text-ink-3 text-small">
        Quality report · {actor.project.name} · {batch.name}
        {actor.project.simulated && ' · simulated data'}
      </p>
      <PageHeader
        actions={<PrintButton />}
        aside={
          <VerdictTally
            fail={count('FAIL')}
            notEnoughEvidence={count('NOT_ENOUGH_EVIDENCE')}
            pass={count('PASS')}
          />
        }
        lead={decision.wouldTake[0]?.sentence ?? 'Every check passes on the bound that counts against it.'}
        size="hero"
        title={VERDICT[decision.verdict]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 print:block print:*:mb-3 print:*:break-inside-avoid">
        <ChecksPanel checks={decision.checks} policy={policy} />
        <AgreementPanel figures={agreementFigures(report)} />
        <FixFirstPanel batch={batch} candidates={fixFirst} slug={slug} />
        <AnnotatorPages
          address={`/api/projects/${slug}/report-parts/annotators?batch=${batch.number}`}
          changed={annotators.changed}
          version={report.lastSequence}
        />
        {sources?.data && <SourceStrengths batch={batch.number} figures={sources.data} />}
        <Card note="what this page is about, and how to find it again" title="Provenance">
          <DefinitionList
            items={[
              {
                term: 'Snapshot (SHA-256 of the labels that count)',
                value: <code className="break-all font-mono text-small">{report.snapshotHash}</code>,
              },
              {
                term: 'Batch sequence',
                value: formatCount(report.lastSequence),
                note: report.behind
                  ? `${formatCount(report.behind)} changes have come since`
                  : 'nothing has changed since',
              },
              {
                term: 'Labels',
                value: formatCount(figures.labels),
                note: figures.excludedLabels ? `${formatCount(figures.excludedLabels)} set aside` : undefined,
              },
              {
                term: 'Comparisons',
                value: formatCount(figures.comparisons),
                note: `${formatCount(figures.comparisonsWithOverlap)} with two annotators`,
              },
              { term: 'Annotators', value: formatCount(figures.annotators) },
              { term: 'Policy', value: policy ? `${policy.preset}, version ${policy.version}` : 'none' },
              {
                term: 'Guideline in force',
                value:
                  figures.currentGuideline.number === null
                    ? 'none'
                    : `version ${figures.currentGuideline.number}`,
              },
              { term: 'Method', value: `version ${METHOD_VERSION}` },
              { term: 'Measured', value: <Time at={report.measuredAt} /> },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

const MOST_SOURCES = 20;
const Z = 1.959963984540054;

function SourceStrengths({ figures, batch }: { figures: SourceFigures; batch: number }) {
  const rows = figures.sources
    .slice(0, MOST_SOURCES)
    .map(({ source, strength, quasiSe, seComparisons, labels }): RangeRow => {
      const se = quasiSe ?? seComparisons;
      return {
        name: source,
        note: `${formatCount(labels)} labels`,
        role: 'model',
        value: strength,
        interval: strength === null || se === null ? null : [strength - Z * se, strength + Z * se],
        missing: 'not estimable',
      };
    });
  const drawing = prepareRangeBars(rows, 'signed', [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], 2);
  if (!drawing) return null;
  return (
    <Card
      actions={<SaveRangeBars drawing={drawing} name={`sources-batch-${batch}`} of="strength of sources" />}
      note={`log strengths, ties half; quasi 95 % intervals${figures.sources.length > MOST_SOURCES ? `; the ${MOST_SOURCES} strongest of ${formatCount(figures.sources.length)}` : ''}`}
      title="Sources"
    >
      <RangeBars caption="Strength of each source with its interval" drawing={drawing} />
    </Card>
  );
}
