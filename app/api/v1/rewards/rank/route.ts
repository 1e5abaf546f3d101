import { route } from '#lib/access/route';
import { rankRequest, rankResponses } from '#lib/scoring/score-rewards';
import { nativeAnswer, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route('reward:score', rankRequest, nativeAnswer(rankResponses), scoringOptions());
