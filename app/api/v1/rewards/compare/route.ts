import { route } from '#lib/access/route';
import { compareRequest, compareResponses } from '#lib/scoring/score-rewards';
import { nativeAnswer, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route('reward:score', compareRequest, nativeAnswer(compareResponses), scoringOptions());
