import { route } from '#lib/access/route';
import { getReward, getRewardRequest } from '#lib/scoring/protocols/openrlhf';
import { fastApiRefusal } from '#lib/scoring/protocols/refusals';
import { answerWith, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route(
  'reward:score',
  getRewardRequest,
  answerWith(getReward),
  scoringOptions(fastApiRefusal),
);
