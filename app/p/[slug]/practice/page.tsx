import { Conversation } from '#components/annotate/conversation';
import { ResponsePair } from '#components/annotate/response-pair';
import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { labelFormOf } from '#lib/labels/label-form-of';
import { nextPractice } from '#lib/labels/practice';
import { PracticeForm } from './practice-form';

export const metadata = { title: 'Practice' };

/** Comparisons with a known answer, explained after one's own. Nothing of it counts. */
export default async function PracticePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('work:read-own', slug);
  const item = actor.annotatorId === null ? null : await nextPractice(actor.project.id, actor.annotatorId);
  if (!item) {
    return (
      <EmptyState
        action={<ButtonLink href={`/p/${slug}/guideline`}>Read the guideline</ButtonLink>}
        icon="guide"
        page
        title={actor.annotatorId === null ? 'You do not label in this project' : 'Nothing left to practise'}
      >
        {actor.annotatorId === null
          ? 'An admin can give you a place among its annotators.'
          : 'New practice items appear here when a lead adds them.'}
      </EmptyState>
    );
  }
  const form = await labelFormOf(actor.project.id);
  return (
    <>
      <PageHeader
        actions={
          <ButtonLink href={`/p/${slug}/my-work`} variant="quiet">
            My work
          </ButtonLink>
        }
        lead={`Nothing of it counts. ${item.remaining} to go, this one included.`}
        title="Practice: which response is better?"
      />
      <div className="grid gap-3">
        <Conversation turns={item.prompt} />
        <div className="flex h-[46dvh] min-h-72 flex-col">
          <ResponsePair a={item.left} b={item.right} />
        </div>
        <PracticeForm
          choices={form.choices}
          comparisonId={item.comparisonId}
          key={item.comparisonId}
          slug={slug}
        />
      </div>
    </>
  );
}
