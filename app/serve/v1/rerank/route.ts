import { route } from '#lib/access/route';
import { rerankRefusal } from '#lib/scoring/protocols/refusals';
import { rerank, rerankRequest } from '#lib/scoring/protocols/rerank';
import { answerWith, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route(
  'reward:score',
  rerankRequest,
  answerWith(rerank('1')),
  scoringOptions(rerankRefusal),
);
