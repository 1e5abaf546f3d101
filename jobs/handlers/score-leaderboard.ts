import type { JobPayload } from '#lib/queue/job-definitions';
import { scoreLeaderboard } from '#lib/scoring/score-leaderboard';

export const handleScoreLeaderboard = ({ leaderboardId }: JobPayload<'score-leaderboard'>): Promise<void> =>
  scoreLeaderboard(leaderboardId);
