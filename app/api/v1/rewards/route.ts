import { route } from '#lib/access/route';
import { rewardRequest, scoreRewards } from '#lib/scoring/score-rewards';

export const POST = route(
  'reward:score',
  rewardRequest,
  ({ actor, input }) => scoreRewards(actor.project.id, input),
  {
    maximumBytes: 8 * 1024 * 1024,
  },
);
