import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import type { Queryable } from '#lib/db';
import { raiseAlert } from './raise-alert';
import type { WebhookAnswer } from './send-webhook';

/** Switches an endpoint off that has taken nothing for three days or says that it is gone, and raises an alert. */
export async function switchOffEndpoint(
  tx: Queryable,
  endpointId: string,
  { status, error }: WebhookAnswer,
): Promise<void> {
  const reason =
    status === 410 ? 'It answered 410 Gone.' : `Nothing has arrived for three days. Last: ${error}`;
  const { rows } = await tx.query<{ project_id: string; url: string }>(
    'UPDATE webhook_endpoint SET disabled_at = now(), disabled_reason = $2 WHERE id = $1 AND disabled_at IS NULL RETURNING project_id, url',
    [endpointId, reason],
  );
  const endpoint = rows[0];
  if (!endpoint) return;
  await tx.query(
    `UPDATE webhook_delivery SET state = 'FAILED', next_attempt_at = NULL, ended_at = now(), error = 'The endpoint was switched off.'
     WHERE endpoint_id = $1 AND state = 'WAITING'`,
    [endpointId],
  );
  await recordAudit(tx, {
    projectId: endpoint.project_id,
    actor: SYSTEM_ACTOR,
    action: 'webhook.disable',
    subject: `webhook:${endpointId}`,
    data: { url: endpoint.url, reason },
  });
  await raiseAlert(tx, {
    projectId: endpoint.project_id,
    batchId: null,
    kind: 'webhook',
    cause: `webhook:${endpointId}`,
    title: `A webhook was switched off: ${new URL(endpoint.url).host}`,
    sentence: `${reason} Mend the receiver, switch the endpoint on again, and replay what it missed.`,
    evidence: `/settings/webhooks?endpoint=${endpointId}`,
  });
}
