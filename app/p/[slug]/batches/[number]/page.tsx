import { notFound } from 'next/navigation';
import { ButtonLink } from '#components/ui/button';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { formatCount } from '#lib/charts/format-figure';
import { batchDetail } from '#lib/labels/batch-detail';
import { withBatches } from '../../project-batches';
import { BatchForm } from '../batch-form';
import { BatchFacts } from './batch-facts';

export const metadata = { title: 'Batch' };

export default async function BatchPage({ params }: { params: Promise<{ slug: string; number: string }> }) {
  const { slug, number } = await params;
  const [actor, all] = await withBatches(pageActor('batch:manage', slug), slug);
  const batch = /^\d{1,9}$/.test(number) ? await batchDetail(actor.project.id, Number(number)) : null;
  const counted = all.find((one) => one.id === batch?.id);
  if (!batch || !counted) notFound();
  const { name, status, adaptive, labelBudget, cohorts, cohortOverlap, overlap } = batch;
  const { waiting, comparisons } = counted;
  return (
    <>
      <PageHeader
        actions={
          <>
            <ButtonLink href={`/p/${slug}?batch=${number}`} variant="quiet">
              Its overview
            </ButtonLink>
            <ButtonLink href={`/p/${slug}/report?batch=${number}`} variant="quiet">
              Printable report
            </ButtonLink>
          </>
        }
        lead={
          status === 'CLOSED'
            ? 'It is closed: nobody is given its comparisons.'
            : `${formatCount(comparisons)} comparisons, ${overlap} ${overlap === 1 ? 'label' : 'labels'} each unless more are asked for.`
        }
        title={
          waiting === 0
            ? `${name} has all the labels that were asked for`
            : `${name} waits for ${waiting.toLocaleString('en')} ${waiting === 1 ? 'label' : 'labels'}`
        }
      />
      <div className="grid items-start grid-cols-[minmax(0,1fr)] gap-3 xl:grid-cols-[minmax(0,1fr)_340px]">
        <BatchForm
          batchId={batch.id}
          knownCohorts={batch.knownCohorts}
          now={{
            ...{ name, status, adaptive, priority: String(batch.priority), overlap: String(batch.overlap) },
            leaseMinutes: String(batch.leaseMinutes),
            goldPercent: String(batch.goldPercent),
            repeatPercent: String(batch.repeatPercent),
            mostOverlap: String(batch.mostOverlap),
            certaintyPercent: String(batch.certaintyPercent),
            labelBudget: labelBudget === null ? '' : String(labelBudget),
            cohorts: cohorts.join(', '),
            cohortOverlap: Object.entries(cohortOverlap ?? {})
              .map(([cohort, count]) => `${cohort} ${count}`)
              .join(', '),
          }}
          slug={slug}
        />
        <BatchFacts batch={batch} comparisons={comparisons} slug={slug} />
      </div>
    </>
  );
}
