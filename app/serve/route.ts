import { route } from '#lib/access/route';
import { teiRefusal } from '#lib/scoring/protocols/refusals';
import { classifyAsPipeline, predictRequest } from '#lib/scoring/protocols/tei';
import { answerWith, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route(
  'reward:score',
  predictRequest,
  answerWith(classifyAsPipeline),
  scoringOptions(teiRefusal),
);
