import { notFound } from 'next/navigation';
import { ButtonLink } from '#components/ui/button';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { batchDetail } from '#lib/labels/batch-detail';
import { BatchForm } from '../batch-form';
import { BatchFacts } from './batch-facts';

export const metadata = { title: 'Batch' };

export default async function BatchPage({ params }: { params: Promise<{ slug: string; number: string }> }) {
  const { slug, number } = await params;
  const actor = await pageActor('batch:manage', slug);
  const batch = /^\d{1,9}$/.test(number) ? await batchDetail(actor.project.id, Number(number)) : null;
  if (!batch) notFound();
  const { name, status, adaptive, labelBudget, cohorts, cohortOverlap } = batch;
  const waiting = batch.places - batch.placesTaken;
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
            : `${batch.placesTaken.toLocaleString('en')} of ${batch.places.toLocaleString('en')} labels are given or on a desk.`
        }
        title={
          waiting === 0
            ? `${name} has all the labels that were asked for`
            : `${name} waits for ${waiting.toLocaleString('en')} ${waiting === 1 ? 'label' : 'labels'}`
        }
      />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_340px]">
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
        <BatchFacts batch={batch} slug={slug} />
      </div>
    </>
  );
}
