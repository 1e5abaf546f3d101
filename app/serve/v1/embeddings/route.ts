import { route } from '#lib/access/route';
import { embed, embeddingsRequest } from '#lib/scoring/protocols/embeddings';
import { openAiRefusal } from '#lib/scoring/protocols/refusals';
import { answerWith, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route(
  'reward:score',
  embeddingsRequest,
  answerWith(embed),
  scoringOptions(openAiRefusal),
);
