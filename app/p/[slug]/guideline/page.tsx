import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { GuidelineText } from '#components/annotate/annotation-guideline-text';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import type { MemberActor, ProjectOfActor } from '#lib/access/actor';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { acknowledgements } from '#lib/labels/guideline-standing';
import { guideline, guidelineVersions, unreadGuideline } from '#lib/labels/guidelines';
import { reportPart } from '#lib/quality/report-part';
import { projectBatches } from '../project-batches';
import { DifferenceCard } from './difference-card';
import { GuidelineSkeleton } from './guideline-skeleton';
import { NoteList } from './note-list';
import { ReadNotice } from './read-notice';
import { EffectCard, ReadersCard } from './standing-panel';
import { VersionList } from './version-list';

export const metadata = { title: 'Guideline' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ version?: string }>;
}

/** The text that annotators label by, and how it came to be. */
export default async function GuidelinePage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('guideline:read', slug);
  const asked = Number((await searchParams).version) || undefined;
  // Not a loading.tsx: that would also stand before the page of a new version, and turn its "forbidden" into a 200.
  return (
    <Suspense fallback={<GuidelineSkeleton />}>
      <Versions actor={actor} asked={asked} />
    </Suspense>
  );
}

/** For leads: who has read the version in force, and what it did to agreement in the newest batch. */
async function guidelineStanding(project: ProjectOfActor, number: number) {
  const [batch] = await projectBatches(project.slug);
  const [readers, slices] = await Promise.all([
    acknowledgements(project.id, number),
    batch ? reportPart(batch.id, 'slices') : null,
  ]);
  const effect = slices?.data.dimensions.find(({ dimension }) => dimension === 'guideline')?.rows ?? [];
  return { readers, batch, effect };
}

async function Versions({ actor, asked }: { actor: MemberActor; asked: number | undefined }) {
  const { slug } = actor.project;
  const [shown, versions, unread] = await Promise.all([
    guideline(actor.project.id, asked),
    guidelineVersions(actor.project.id),
    actor.annotatorId === null ? null : unreadGuideline(actor.project.id, actor.annotatorId),
  ]);
  const mayWrite = roleMay(actor.role, 'guideline:write');
  const newest = versions[0];
  if (!newest) {
    return (
      <EmptyState
        action={
          mayWrite && (
            <ButtonLink href={`/p/${slug}/guideline/new`} variant="primary">
              Write the guideline
            </ButtonLink>
          )
        }
        icon="guideline"
        page
        title="There is no guideline yet"
      >
        Without one, everybody labels by their own idea of “better”, and they will not agree.
      </EmptyState>
    );
  }
  if (!shown) notFound();
  const leads = roleMay(actor.role, 'quality:read');
  const [before, standing] = await Promise.all([
    shown.number > 1 ? guideline(actor.project.id, shown.number - 1) : null,
    leads ? guidelineStanding(actor.project, newest.number) : null,
  ]);
  const inForce = shown.number === newest.number;
  return (
    <>
      <PageHeader
        actions={
          mayWrite && (
            <ButtonLink href={`/p/${slug}/guideline/new`} variant="primary">
              Write a new version
            </ButtonLink>
          )
        }
        lead={
          inForce ? (
            <>
              In force since <Time at={shown.publishedAt} shape="date" />.
            </>
          ) : (
            <>
              Published <Time at={shown.publishedAt} shape="date" />. Version {newest.number} is in force now.
            </>
          )
        }
        title={`Guideline, version ${shown.number}`}
      />
      {!inForce && (
        <div className="mb-3">
          <Notice
            action={
              <ButtonLink href={`/p/${slug}/guideline`} size="small">
                To version {newest.number}
              </ButtonLink>
            }
            title="This is an earlier version"
            tone="nee"
          >
            Do not label by it.
          </Notice>
        </div>
      )}
      {inForce && unread && (
        <div className="mb-3">
          <ReadNotice changes={shown.changes} number={shown.number} slug={slug} />
        </div>
      )}
      <div className="grid items-start grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,760px)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-3">
          <Card title={shown.title}>
            <div className="max-w-[76ch]">
              <GuidelineText text={shown.body} />
            </div>
          </Card>
          {before && <DifferenceCard after={shown} before={before} />}
        </div>
        <div className="grid min-w-0 gap-3">
          <VersionList
            base={`/p/${slug}/guideline`}
            counts={leads}
            shown={shown.number}
            versions={versions}
          />
          {standing && (
            <>
              <ReadersCard number={newest.number} readers={standing.readers} />
              {standing.batch && <EffectCard batch={standing.batch} rows={standing.effect} slug={slug} />}
            </>
          )}
          {mayWrite && <NoteList inForce={newest.number} projectId={actor.project.id} slug={slug} />}
        </div>
      </div>
    </>
  );
}
