import { notFound } from 'next/navigation';
import { rowText } from '#components/quality/row-text';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { cx } from '#components/ui/cx';
import { FigureList } from '#components/ui/definition-list';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { annotatorLifeCycle } from '#lib/labels/annotator-life-cycle';
import { annotatorNotes } from '#lib/labels/annotator-notes';
import { namedDisagreements } from '#lib/quality/annotator-disagreements';
import type { StoredDrift } from '#lib/quality/annotator-row';
import { annotatorDetail } from '#lib/quality/annotator-table';
import { chosenBatch } from '#lib/quality/batches';
import { withBatches } from '../../project-batches';
import { HabitPanel } from '../habit-panel';
import { ActPanel } from './act-panel';
import { ConfusionPanel } from './confusion-panel';
import { DisagreementPanel } from './disagreement-panel';
import { DriftPanel } from './drift-panel';
import { annotatorFigures } from './figures';
import { LifeCyclePanel } from './life-cycle-panel';
import { NotePanel } from './note-panel';

export const metadata = { title: 'Annotator' };

interface PageProps {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<{ batch?: string }>;
}

/** One annotator in one batch: the evidence, and what a lead may do about it. */
export default async function AnnotatorPage({ params, searchParams }: PageProps) {
  const { slug, id } = await params;
  const [actor, all] = await withBatches(pageActor('quality:read', slug), slug);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  if (!batch || !/^\d{1,9}$/.test(id)) notFound();
  const detail = annotatorDetail(actor.project.id, batch.id, Number(id));
  const [annotator, disagreements, lifeCycle, notes] = await Promise.all([
    detail,
    // Asked while the life cycle, which takes longest, is still looked up.
    detail.then((found) => namedDisagreements(found?.details?.disagreements ?? [])),
    annotatorLifeCycle(actor.project.id, Number(id)),
    annotatorNotes(actor.project.id, Number(id)),
  ]);
  if (!annotator) notFound();
  const { details, lastSequence, ...person } = annotator;
  const { history, ...rules } = lifeCycle;
  const row = details?.row ?? null;
  const mayManage = roleMay(actor.role, 'annotator:manage');
  const drift = row?.drift;
  const drifting =
    drift?.state === 'drifting'
      ? {
          startSequence: drift.startSequence,
          startLabel: drift.startLabel,
          labelsSince: drift.labelsSince,
        }
      : null;
  return (
    <>
      <PageHeader
        actions={
          <ButtonLink href={`/p/${slug}/annotators?batch=${batch.number}`} variant="quiet">
            All annotators
          </ButtonLink>
        }
        aside={
          person.status === 'PAUSED' ? (
            <Chip icon="pause" tone="quiet">
              Paused
            </Chip>
          ) : drifting ? (
            <Chip tone="fail">Drifting</Chip>
          ) : (
            <Chip>{person.status.charAt(0) + person.status.slice(1).toLowerCase()}</Chip>
          )
        }
        lead={
          row?.constant
            ? `${row.name} ${row.constant}. Such labels agree with others only as often as others choose that answer.`
            : drifting
              ? 'The labels disagree with the others more than before. Read some of them before you act.'
              : 'Low agreement is a question, not a verdict.'
        }
        title={person.name}
      />
      {/* The last card of either column reaches down as far as the other column. */}
      <div
        className={cx(
          'grid grid-cols-[minmax(0,1fr)] gap-3',
          details && 'lg:grid-cols-[minmax(0,1fr)_minmax(340px,440px)]',
        )}
      >
        <div className="flex min-w-0 flex-col gap-3 *:last:grow">
          {row ? (
            <Drift annotatorId={person.id} drift={row.drift} />
          ) : (
            <Card title="Measurements">
              <EmptyState icon="drift" title="No labels that count in this batch">
                {person.setAside
                  ? `${person.setAside.labels} labels are set aside.`
                  : 'Figures appear after the first label.'}
              </EmptyState>
            </Card>
          )}
          {row && <DisagreementPanel batch={batch.number} listed={rowText(disagreements)} slug={slug} />}
        </div>
        {details && (
          <div className="flex min-w-0 flex-col gap-3 *:last:grow">
            <Card title="Figures">
              <FigureList items={annotatorFigures(details)} />
            </Card>
            {details.confusion.rows.length > 0 && <ConfusionPanel confusion={details.confusion} />}
          </div>
        )}
      </div>
      <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3 *:last:grow">
          {mayManage && <ActPanel annotator={person} batchId={batch.id} drifting={drifting} slug={slug} />}
          <NotePanel annotatorId={person.id} mayWrite={mayManage} notes={rowText(notes)} slug={slug} />
        </div>
        <div className="flex min-w-0 flex-col gap-3 *:last:grow">
          <LifeCyclePanel
            annotator={person}
            history={rowText(history)}
            lifeCycle={rules}
            mayManage={mayManage}
            slug={slug}
          />
        </div>
      </div>
      {row && lastSequence !== null && (
        <div className="mt-3">
          <HabitPanel
            address={`/api/projects/${slug}/report-parts/habits?batch=${batch.number}`}
            current={person.id}
            version={lastSequence}
          />
        </div>
      )}
    </>
  );
}

function Drift({ annotatorId, drift: { path, ...drift } }: { annotatorId: number; drift: StoredDrift }) {
  return <DriftPanel annotatorId={annotatorId} drift={drift} path={rowText(path)} />;
}
