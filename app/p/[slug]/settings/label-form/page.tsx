import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { labelFormOf } from '#lib/labels/label-form-of';
import { LabelFormEditor } from './label-form-editor';

export const metadata = { title: 'Label form' };

export default async function LabelFormPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('label-form:write', slug);
  const form = await labelFormOf(actor.project.id);
  return (
    <>
      <PageHeader
        lead="A change holds from the next label on. Labels stored already keep what they recorded, and open pages take up the new form by themselves."
        title="What annotators are asked"
      />
      <LabelFormEditor form={form} key={JSON.stringify(form)} slug={slug} />
    </>
  );
}
