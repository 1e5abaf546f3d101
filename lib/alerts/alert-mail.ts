import { createTransport } from 'nodemailer';
import { pool, type Queryable } from '#lib/db';
import { setting } from '#lib/env';
import { enqueue } from '#lib/queue/enqueue';
import type { AlertKind } from './alert-kinds';
import { projectAddress } from './project-address';

/** Whether e-mail can be sent at all. Pages say so when it can't. */
export const mailIsSetUp = (): boolean => setting('SMTP_URL') !== undefined;

/** Who e-mails come from. */
export function mailSender(): string {
  const host = new URL(setting('APP_URL') ?? 'http://localhost').hostname;
  return setting('MAIL_FROM') ?? `Concord <concord@${host}>`;
}

/** Queues an e-mail to every lead and admin who did not turn this kind off. Nothing is queued where no e-mail is set up. */
export async function queueAlertMail(
  tx: Queryable,
  projectId: string,
  alertId: number,
  kind: AlertKind,
): Promise<void> {
  if (!mailIsSetUp()) return;
  const { rows } = await tx.query<{ user_id: string }>(
    `INSERT INTO alert_mail (alert_id, user_id)
     SELECT $2, m.user_id FROM membership m JOIN app_user u ON u.id = m.user_id
            LEFT JOIN alert_preference c ON c.project_id = m.project_id AND c.user_id = m.user_id
     WHERE m.project_id = $1 AND m.role IN ('LEAD', 'ADMIN') AND u.active AND u.email IS NOT NULL AND (c.user_id IS NULL OR $3 = ANY(c.mailed))
     ON CONFLICT DO NOTHING RETURNING user_id`,
    [projectId, alertId, kind],
  );
  for (const { user_id } of rows)
    await enqueue(tx, 'send-alert-mail', { alertId, userId: user_id }, `${alertId}/${user_id}`);
}

/** Sends one queued e-mail; the queue tries again when the mail server is away. Sent once, it is not sent again. */
export async function sendAlertMail(alertId: number, userId: string): Promise<void> {
  const { rows } = await pool().query<{
    project_id: string;
    project: string;
    title: string;
    sentence: string;
    evidence: string;
    email: string;
  }>(
    `SELECT a.project_id, p.name AS project, a.title, a.sentence, a.evidence, u.email FROM alert_mail m JOIN alert a ON a.id = m.alert_id
     JOIN project p ON p.id = a.project_id JOIN app_user u ON u.id = m.user_id
     WHERE m.alert_id = $1 AND m.user_id = $2 AND m.sent_at IS NULL AND u.active AND u.email IS NOT NULL`,
    [alertId, userId],
  );
  const mail = rows[0];
  if (!mail || !mailIsSetUp()) return;
  const address = await projectAddress(pool(), mail.project_id);
  const text = [
    mail.sentence,
    '',
    `Evidence: ${address(mail.evidence)}`,
    `Resolve it, or choose what you get by e-mail: ${address('/alerts')}`,
    '',
  ].join('\n');
  const transport = createTransport(setting('SMTP_URL'));
  try {
    await transport.sendMail({
      from: mailSender(),
      to: mail.email,
      subject: `[${mail.project}] ${mail.title}`,
      text,
      // The same however often it is tried, so that a mailbox can tell a repetition.
      messageId: `<alert-${alertId}-${userId}@concord>`,
    });
  } catch (error) {
    await pool().query('UPDATE alert_mail SET error = $3 WHERE alert_id = $1 AND user_id = $2', [
      alertId,
      userId,
      (error as Error).message.slice(0, 500),
    ]);
    throw error;
  } finally {
    transport.close();
  }
  await pool().query(
    `UPDATE alert_mail SET sent_at = now(), error = '' WHERE alert_id = $1 AND user_id = $2`,
    [alertId, userId],
  );
}
