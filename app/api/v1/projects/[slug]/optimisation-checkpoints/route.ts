import { auditActor } from '#lib/access/actor';
import { route } from '#lib/access/route';
import { postedCheckpoint, recordCheckpoint } from '#lib/scoring/record-checkpoint';

/** A checkpoint of a model that is optimised against a reward model of the project: scored, kept as means, judged. */
export const POST = route(
  'checkpoint:post',
  postedCheckpoint,
  ({ actor, input }) => recordCheckpoint(actor.project, auditActor(actor), input),
  { maximumBytes: 32 * 1024 * 1024 },
);
