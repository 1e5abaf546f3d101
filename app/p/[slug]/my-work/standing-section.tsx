import { ownStanding } from '#lib/labels/own-standing';
import { StandingPanel } from './standing-panel';

/** The standing of who reads it; nothing where there is nothing to say. */
export async function StandingSection({
  projectId,
  annotatorId,
  slug,
}: {
  projectId: string;
  annotatorId: number;
  slug: string;
}) {
  const standing = await ownStanding(projectId, annotatorId);
  const quiet =
    standing.status === 'ACTIVE' &&
    !standing.feedback &&
    standing.appeals.length === 0 &&
    standing.practiceItems === 0 &&
    standing.messages.every((message) => message.read);
  return quiet ? null : <StandingPanel slug={slug} standing={standing} />;
}
