import type { MemberActor } from '#lib/access/actor';
import { roleMay } from '#lib/access/permissions';
import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import { annotatorLifeCycle } from '#lib/labels/annotator-life-cycle';
import { LifeCyclePanel } from './life-cycle-panel';

interface LifeCycleSectionProps {
  actor: MemberActor;
  annotator: { id: number; name: string; status: LifeCycleStatus };
}

/** Asks for what the panel shows, so that a page has one line for it. */
export async function LifeCycleSection({ actor, annotator }: LifeCycleSectionProps) {
  const lifeCycle = await annotatorLifeCycle(actor.project.id, annotator.id);
  return (
    <LifeCyclePanel
      annotator={annotator}
      lifeCycle={lifeCycle}
      mayManage={roleMay(actor.role, 'annotator:manage')}
      slug={actor.project.slug}
    />
  );
}
