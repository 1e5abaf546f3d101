import { route } from '#lib/access/route';
import { rewardRequest, scoreRewards } from '#lib/scoring/score-rewards';
import { nativeAnswer, scoringOptions } from '#lib/scoring/scoring-door';

export const POST = route('reward:score', rewardRequest, nativeAnswer(scoreRewards), scoringOptions());
