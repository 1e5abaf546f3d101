import { ButtonLink } from '#components/ui/button';
import { lifeCycleWaiting } from '#lib/labels/annotator-life-cycle';

/** Leads from the annotators to what waits for a lead's word about them. */
export async function AppealsLink({ projectId, slug }: { projectId: string; slug: string }) {
  const { proposals, appeals } = await lifeCycleWaiting(projectId);
  const waiting = proposals + appeals;
  return (
    <ButtonLink href={`/p/${slug}/appeals`} icon={waiting ? 'bell' : undefined}>
      {waiting ? `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for you` : 'Proposals and appeals'}
    </ButtonLink>
  );
}
