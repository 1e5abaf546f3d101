import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { formatCount } from '#lib/charts/format-figure';
import { prepareForecast } from '#lib/charts/prepare-forecast';
import { batchStandings } from '#lib/quality/batch-standings';
import { policyInForce } from '#lib/quality/latest-report';
import { BatchTable } from './batch-table';

export const metadata = { title: 'Batches' };

/** Every batch of the project beside the others: which is good enough, which is behind, which drifts. */
export default async function BatchesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('quality:read', slug);
  const policy = await policyInForce(actor.project.id);
  const standings = await batchStandings(actor.project.id, policy);
  const ready = standings.filter((batch) => batch.verdict === 'PASS').length;
  const waiting = standings.reduce((sum, batch) => sum + batch.waiting, 0);
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <PageHeader
        actions={
          roleMay(actor.role, 'batch:manage') && (
            <ButtonLink href={`/p/${slug}/batches/new`} icon="plus">
              New batch
            </ButtonLink>
          )
        }
        lead={`${formatCount(standings.reduce((sum, batch) => sum + batch.labels, 0))} labels in all; ${formatCount(waiting)} places wait for one.`}
        title={
          standings.length === 1
            ? 'One batch'
            : `${formatCount(ready)} of ${formatCount(standings.length)} batches ready for training`
        }
      />
      <BatchTable
        empty={
          <EmptyState
            action={
              <ButtonLink href={`/p/${slug}/import`} icon="import" variant="primary">
                Import comparisons
              </ButtonLink>
            }
            icon="batch"
            title="This project has no batch yet"
          >
            An import makes one.
          </EmptyState>
        }
        rows={standings.map(({ labelsPerDay, ...batch }) => {
          const { done } = prepareForecast(labelsPerDay, batch.waiting, today);
          return {
            ...batch,
            done,
            href: `/p/${slug}?batch=${batch.number}`,
            settings: `/p/${slug}/batches/${batch.number}`,
          };
        })}
      />
    </>
  );
}
