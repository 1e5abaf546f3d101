import { z } from 'zod';
import { AnnotationStudio } from '#components/annotate/annotation-studio';
import { EmptyState } from '#components/ui/empty-state';
import { pageActor } from '#lib/access/page-actor';
import { annotationStart } from '#lib/labels/annotation-start';
import { acknowledgeVersion, saveSettings } from './actions';

export const metadata = { title: 'Annotate' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ change?: string }>;
}

export default async function AnnotatePage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('label:write', slug);
  if (actor.annotatorId === null) {
    return (
      <EmptyState icon="annotate" page title="You do not label in this project">
        An admin can give you a place among its annotators.
      </EmptyState>
    );
  }
  const { form, guideline, due, settings, ...start } = await annotationStart(
    actor.project.id,
    actor.annotatorId,
    actor.userId,
  );
  return (
    <AnnotationStudio
      acknowledge={acknowledgeVersion}
      due={due}
      form={form}
      guideline={guideline}
      reopen={z.uuid().safeParse((await searchParams).change).data ?? null}
      saveSettings={saveSettings}
      settings={settings}
      start={{ slug, userId: actor.userId, ...start }}
    />
  );
}
