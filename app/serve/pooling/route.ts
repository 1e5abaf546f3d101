import { route } from '#lib/access/route';
import { openAiRefusal } from '#lib/scoring/protocols/refusals';
import { pool, poolingRequest } from '#lib/scoring/protocols/vllm';
import { answerWith, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route('reward:score', poolingRequest, answerWith(pool), scoringOptions(openAiRefusal));
