import { sendAlertMail } from '#lib/alerts/alert-mail';
import type { JobPayload } from '#lib/queue/job-definitions';

export const handleSendAlertMail = ({ alertId, userId }: JobPayload<'send-alert-mail'>): Promise<void> =>
  sendAlertMail(alertId, userId);
