import type { MemberActor } from '#lib/access/actor';
import { roleMay } from '#lib/access/permissions';
import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import { annotatorLifeCycle } from '#lib/labels/annotator-life-cycle';
import { messagesTo } from '#lib/labels/annotator-messages';
import { LifeCyclePanel } from './life-cycle-panel';

interface LifeCycleSectionProps {
  actor: MemberActor;
  annotator: { id: number; name: string; status: LifeCycleStatus };
}

/** Asks for what the panel shows, so that a page has one line for it. */
export async function LifeCycleSection({ actor, annotator }: LifeCycleSectionProps) {
  const [lifeCycle, messages] = await Promise.all([
    annotatorLifeCycle(actor.project.id, annotator.id),
    messagesTo(annotator.id, 1),
  ]);
  return (
    <LifeCyclePanel
      annotator={annotator}
      lifeCycle={lifeCycle}
      mayManage={roleMay(actor.role, 'annotator:manage')}
      messages={messages}
      slug={actor.project.slug}
    />
  );
}
