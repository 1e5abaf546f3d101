import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, type Queryable, transaction } from '#lib/db';
import { setting } from '#lib/env';
import { ConcordError } from '#lib/errors';
import { sealSecret } from '#lib/seal';
import { AddressRefused, checkedTarget } from './allowed-address';
import { emitEvent } from './emit-event';
import type { EventType } from './event-types';
import { alertsGone } from './raise-alert';
import { newWebhookSecret } from './sign-webhook';

/** A webhook's endpoint as admins see it; never its secret. */
export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string;
  events: EventType[];
  createdAt: string;
  failingSince: string | null;
  disabledAt: string | null;
  disabledReason: string;
  /** Of the last seven days. */
  delivered: number;
  failed: number;
  waiting: number;
}

export async function webhookEndpoints(projectId: string): Promise<WebhookEndpoint[]> {
  const { rows } = await prepared<{
    id: string;
    url: string;
    description: string;
    events: EventType[];
    created_at: Date;
    failing_since: Date | null;
    disabled_at: Date | null;
    disabled_reason: string;
    delivered: number;
    failed: number;
    waiting: number;
  }>(
    `SELECT p.id, p.url, p.description, p.events, p.created_at, p.failing_since, p.disabled_at, p.disabled_reason,
            count(d.id) FILTER (WHERE d.state = 'DELIVERED')::int AS delivered, count(d.id) FILTER (WHERE d.state = 'FAILED')::int AS failed,
            count(d.id) FILTER (WHERE d.state = 'WAITING')::int AS waiting
     FROM webhook_endpoint p LEFT JOIN webhook_delivery d ON d.endpoint_id = p.id AND d.created_at > now() - interval '7 days'
     WHERE p.project_id = $1 AND p.removed_at IS NULL GROUP BY p.id ORDER BY p.created_at DESC`,
    [projectId],
  );
  return rows.map(({ created_at, failing_since, disabled_at, disabled_reason, ...row }) => ({
    ...row,
    createdAt: created_at.toISOString(),
    failingSince: failing_since?.toISOString() ?? null,
    disabledAt: disabled_at?.toISOString() ?? null,
    disabledReason: disabled_reason,
  }));
}

/** Adds an endpoint. @returns its secret, which can't be shown again. */
export async function addEndpoint(
  project: { id: string },
  actor: AuditActor,
  input: { url: string; description: string; events: EventType[] },
): Promise<string> {
  const url = callable(input.url);
  const secret = newWebhookSecret();
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO webhook_endpoint (project_id, url, description, events, sealed_secret, created_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [
        project.id,
        url,
        input.description,
        input.events,
        sealSecret(secret, 'webhook-secret'),
        actor.kind === 'person' ? actor.id : null,
      ],
    );
    await audit(tx, project.id, actor, 'webhook.create', rows[0]!.id, { url, events: input.events });
  });
  return secret;
}

/** The address as it is called, or a refusal for the form's field. */
function callable(url: string): string {
  try {
    return checkedTarget(url, setting('WEBHOOK_ALLOWED_NETWORKS')).href;
  } catch (error) {
    if (error instanceof AddressRefused) throw new ConcordError('invalid_input', error.message);
    throw error;
  }
}

/** Takes an endpoint away: nothing is sent to it any more, and its deliveries stay in the log. */
export async function removeEndpoint(project: { id: string }, actor: AuditActor, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ url: string }>(
      'UPDATE webhook_endpoint SET removed_at = now() WHERE id = $1 AND project_id = $2 AND removed_at IS NULL RETURNING url',
      [id, project.id],
    );
    if (!rows[0]) throw new ConcordError('not_found', 'There is no such endpoint.');
    await tx.query(
      `UPDATE webhook_delivery SET state = 'FAILED', next_attempt_at = NULL, ended_at = now(), error = 'The endpoint was removed.'
       WHERE endpoint_id = $1 AND state = 'WAITING'`,
      [id],
    );
    await alertsGone(tx, project.id, [`webhook:${id}`], 'Resolved by itself: the endpoint was removed.');
    await audit(tx, project.id, actor, 'webhook.remove', id, { url: rows[0].url });
  });
}

/** Switches an endpoint off, or on again with a clean slate. */
export async function setEndpointEnabled(
  project: { id: string },
  actor: AuditActor,
  { id, enabled }: { id: string; enabled: boolean },
): Promise<void> {
  await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE webhook_endpoint SET disabled_at = CASE WHEN $3 THEN NULL ELSE now() END, disabled_reason = CASE WHEN $3 THEN '' ELSE 'An admin switched it off.' END,
              failing_since = NULL
       WHERE id = $1 AND project_id = $2 AND removed_at IS NULL AND (disabled_at IS NULL) <> $3`,
      [id, project.id, enabled],
    );
    if (!rowCount) throw new ConcordError('conflict', 'There is no such endpoint, or it is so already.');
    if (enabled)
      await alertsGone(
        tx,
        project.id,
        [`webhook:${id}`],
        'Resolved by itself: the endpoint was switched on.',
      );
    await audit(tx, project.id, actor, enabled ? 'webhook.enable' : 'webhook.disable', id, {});
  });
}

/** Sends a harmless event to one endpoint, to see whether it arrives. */
export async function testEndpoint(project: { id: string }, actor: AuditActor, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      'SELECT 1 FROM webhook_endpoint WHERE id = $1 AND project_id = $2 AND removed_at IS NULL AND disabled_at IS NULL',
      [id, project.id],
    );
    if (!rowCount) throw new ConcordError('conflict', 'There is no such endpoint, or it is switched off.');
    const message = 'A test: if the signature verifies, this endpoint is ready.';
    await emitEvent(tx, { projectId: project.id, type: 'webhook.test', data: { message } }, id);
    await audit(tx, project.id, actor, 'webhook.test', id, {});
  });
}

const audit = (
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  action: string,
  id: string,
  data: object,
) => recordAudit(tx, { projectId, actor, action, subject: `webhook:${id}`, data });
