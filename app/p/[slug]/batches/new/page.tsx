import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { knownCohorts } from '#lib/labels/batch-detail';
import { BatchForm } from '../batch-form';

export const metadata = { title: 'New batch' };

export default async function NewBatchPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('batch:manage', slug);
  return (
    <>
      <PageHeader
        lead="It begins empty. Import comparisons into it by its name; golds are comparisons whose answer the file gives."
        title="A new batch"
      />
      <div className="max-w-[820px]">
        <BatchForm
          knownCohorts={await knownCohorts(actor.project.id)}
          now={{
            ...{ name: '', status: 'OPEN', priority: '0', overlap: '2', leaseMinutes: '30' },
            ...{ goldPercent: '5', repeatPercent: '5', adaptive: false, mostOverlap: '5' },
            ...{ certaintyPercent: '90', labelBudget: '', cohorts: '', cohortOverlap: '' },
          }}
          slug={slug}
        />
      </div>
    </>
  );
}
