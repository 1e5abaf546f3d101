import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { annotatorTable } from '#lib/quality/annotator-table';
import { batches, chosenBatch } from '#lib/quality/batches';
import { reportPart } from '#lib/quality/report-part';
import { AppealsLink } from '../appeals/appeals-link';
import { AnnotatorTable } from './annotator-table';
import { HabitPanel } from './habit-panel';
import { needsYou } from './needs-you';

export const metadata = { title: 'Annotators' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

/** Who needs help? The members table of a batch. */
export default async function AnnotatorsPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('quality:read', slug);
  const batch = chosenBatch(await batches(actor.project.id), Number((await searchParams).batch) || undefined);
  const [rows, habits] = batch
    ? await Promise.all([annotatorTable(actor.project.id, batch.id), reportPart(batch.id, 'habits')])
    : [[], null];
  const { title, lead } = needsYou(rows);
  return (
    <>
      <PageHeader
        actions={<AppealsLink projectId={actor.project.id} slug={slug} />}
        lead={lead}
        title={title}
      />
      <AnnotatorTable
        base={`/p/${slug}/annotators`}
        batch={batch?.number ?? null}
        empty={
          <EmptyState
            action={<ButtonLink href={`/p/${slug}/settings`}>Invite annotators</ButtonLink>}
            icon="annotators"
            title="Nobody has labelled in this batch yet"
          >
            Annotators appear here with their first label.
          </EmptyState>
        }
        rows={rows}
      />
      {habits && (
        <div className="mt-3">
          <HabitPanel habits={habits.data} />
        </div>
      )}
    </>
  );
}
