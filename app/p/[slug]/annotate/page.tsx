import { AnnotationStudio } from '#components/annotate/annotation-studio';
import { EmptyState } from '#components/ui/empty-state';
import { pageActor } from '#lib/access/page-actor';
import { annotationStart } from '#lib/labels/annotation-start';
import { acknowledgeVersion } from './actions';

export const metadata = { title: 'Annotate' };

export default async function AnnotatePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('label:write', slug);
  if (actor.annotatorId === null) {
    return (
      <EmptyState icon="annotate" page title="You do not label in this project">
        An admin can give you a place among its annotators.
      </EmptyState>
    );
  }
  const { form, guideline, guidelineUnread, ...start } = await annotationStart(
    actor.project.id,
    actor.annotatorId,
  );
  return (
    <AnnotationStudio
      acknowledge={acknowledgeVersion}
      form={form}
      guideline={guideline}
      guidelineUnread={guidelineUnread}
      start={{ slug, userId: actor.userId, ...start }}
    />
  );
}
