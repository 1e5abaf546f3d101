import { route } from '#lib/access/route';
import { cohereRefusal } from '#lib/scoring/protocols/refusals';
import { rerank, rerankRequest } from '#lib/scoring/protocols/rerank';
import { answerWith, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route(
  'reward:score',
  rerankRequest,
  answerWith(rerank('2')),
  scoringOptions(cohereRefusal),
);
