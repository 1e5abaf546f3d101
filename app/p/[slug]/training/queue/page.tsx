import { ButtonLink } from '#components/ui/button';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { trainingQueue } from '#lib/training/training-runs';
import { QueueTable } from './queue-table';

export const metadata = { title: 'Training queue' };

/** What trains, what comes next, and what the gate still holds, with its reasons as they are now. */
export default async function QueuePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('training:read', slug);
  const rows = await trainingQueue(actor.project.id);
  const of = (state: string) => rows.filter((r) => r.state === state).length;
  const parts = [
    of('RUNNING') ? `${of('RUNNING')} training` : '',
    of('QUEUED') ? `${of('QUEUED')} queued` : '',
    of('BLOCKED') ? `${of('BLOCKED')} held by the gate` : '',
  ].filter(Boolean);
  return (
    <>
      <PageHeader
        actions={
          <ButtonLink href={`/p/${slug}/training`} variant="quiet">
            All runs
          </ButtonLink>
        }
        lead="In the order in which they train. A held run is judged again with every new report and policy, and starts by itself when it passes."
        size="hero"
        title={parts.length ? parts.join(', ') : 'Nothing waits'}
      />
      <QueueTable mayChange={roleMay(actor.role, 'training:request')} rows={rows} slug={slug} />
    </>
  );
}
