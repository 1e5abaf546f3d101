import { z } from 'zod';
import { auditActor } from '#lib/access/actor';
import { route } from '#lib/access/route';
import { postLeaderboard } from '#lib/scoring/leaderboard';
import { postedOutputs } from '#lib/scoring/leaderboard-result';

export const POST = route(
  'reward:score',
  postedOutputs.extend({ slug: z.string() }),
  ({ actor, input: { slug: _, ...posted } }) => postLeaderboard(actor.project.id, auditActor(actor), posted),
  { maximumBytes: 32 * 1024 * 1024 },
);
