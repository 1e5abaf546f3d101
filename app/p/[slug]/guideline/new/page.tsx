import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { guideline } from '#lib/labels/guidelines';
import { VersionForm } from './version-form';

export const metadata = { title: 'New version of the guideline' };

export default async function NewGuidelinePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('guideline:write', slug);
  const current = await guideline(actor.project.id);
  const number = (current?.number ?? 0) + 1;
  return (
    <>
      <PageHeader
        lead="It is in force as soon as it is published. Every annotator is shown what changed, and each label is stamped with the version it was given by."
        title={`Write version ${number}`}
      />
      <VersionForm
        after={current?.number ?? 0}
        body={current?.body ?? ''}
        first={current === null}
        slug={slug}
        title={current?.title ?? ''}
      />
    </>
  );
}
