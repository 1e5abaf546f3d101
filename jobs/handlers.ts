import type { JobName, JobPayload } from '#lib/queue/job-definitions';
import { handleApplyLifeCycle } from './handlers/apply-life-cycle';
import { handleDeliverWebhooks } from './handlers/deliver-webhooks';
import { handleExpireLeases } from './handlers/expire-leases';
import { handleImportFile } from './handlers/import-file';
import { handleMeasureQuality } from './handlers/measure-quality';
import { handleMeasureReport } from './handlers/measure-report';
import { handleScoreLeaderboard } from './handlers/score-leaderboard';
import { handleSendAlertMail } from './handlers/send-alert-mail';
import { handleSimulateLabels } from './handlers/simulate-labels';
import { handleTrainRewardModel } from './handlers/train-reward-model';
import { handleWatchModel } from './handlers/watch-model';
import { handleWatchWhatIsDue } from './handlers/watch-what-is-due';

/** The one table from job to handler; a job without a handler does not compile. */
export const HANDLERS: { [N in JobName]: (payload: JobPayload<N>) => Promise<void> } = {
  'measure-quality': handleMeasureQuality,
  'measure-report': handleMeasureReport,
  'train-reward-model': handleTrainRewardModel,
  'watch-model': handleWatchModel,
  'watch-what-is-due': handleWatchWhatIsDue,
  'import-file': handleImportFile,
  'score-leaderboard': handleScoreLeaderboard,
  'simulate-labels': handleSimulateLabels,
  'apply-life-cycle': handleApplyLifeCycle,
  'expire-leases': handleExpireLeases,
  'deliver-webhooks': handleDeliverWebhooks,
  'send-alert-mail': handleSendAlertMail,
};
