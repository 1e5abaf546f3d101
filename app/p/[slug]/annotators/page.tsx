import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { annotatorTable } from '#lib/quality/annotator-table';
import { chosenBatch } from '#lib/quality/batches';
import { AppealsLink } from '../appeals/appeals-link';
import { withBatches } from '../project-batches';
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
  const [actor, all] = await withBatches(pageActor('quality:read', slug), slug);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  const table = batch ? await annotatorTable(actor.project.id, batch.id) : null;
  const { title, lead } = needsYou(table?.rows ?? []);
  const parts = (part: string) => `/api/projects/${slug}/report-parts/${part}?batch=${batch?.number}`;
  return (
    <>
      <PageHeader
        actions={<AppealsLink projectId={actor.project.id} slug={slug} />}
        lead={lead}
        title={title}
      />
      <AnnotatorTable
        address={parts('annotators')}
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
        changed={table?.changed ?? {}}
        version={table?.lastSequence ?? null}
      />
      {table && table.lastSequence !== null && (
        <div className="mt-3">
          <HabitPanel address={parts('habits')} version={table.lastSequence} />
        </div>
      )}
    </>
  );
}
