import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';

export const DELIVERY_STATES = ['WAITING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One event on its way to one endpoint, as the delivery log shows it. */
export interface DeliveryRow {
  id: number;
  eventId: string;
  type: string;
  url: string;
  state: DeliveryState;
  attempts: number;
  status: number | null;
  error: string;
  createdAt: string;
  nextAttemptAt: string | null;
  endedAt: string | null;
}

export interface DeliveryFilter {
  endpointId?: string;
  state?: DeliveryState;
  type?: string;
}

/** The deliveries of a project, newest first; `before` is the last id seen (keyset). */
export async function webhookDeliveries(
  projectId: string,
  filter: DeliveryFilter,
  limit: number,
  before?: number,
): Promise<DeliveryRow[]> {
  const { rows } = await prepared<{
    id: number;
    event_id: string;
    type: string;
    url: string;
    state: DeliveryState;
    attempts: number;
    status: number | null;
    error: string;
    created_at: Date;
    next_attempt_at: Date | null;
    ended_at: Date | null;
  }>(
    `SELECT d.id, d.event_id, e.type, p.url, d.state, d.attempts, d.status, d.error, d.created_at, d.next_attempt_at, d.ended_at
     FROM webhook_delivery d JOIN webhook_endpoint p ON p.id = d.endpoint_id JOIN webhook_event e ON e.id = d.event_id
     WHERE p.project_id = $1 AND ($2::uuid IS NULL OR d.endpoint_id = $2) AND ($3::text IS NULL OR d.state = $3)
       AND ($4::text IS NULL OR e.type = $4) AND ($5::bigint IS NULL OR d.id < $5)
     ORDER BY d.id DESC LIMIT $6`,
    [projectId, filter.endpointId ?? null, filter.state ?? null, filter.type ?? null, before ?? null, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    eventId: row.event_id,
    type: row.type,
    url: row.url,
    state: row.state,
    attempts: row.attempts,
    status: row.status,
    error: row.error,
    createdAt: row.created_at.toISOString(),
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}

/** A delivery with every try at it and what was sent. */
export interface DeliveryDetail extends DeliveryRow {
  data: unknown;
  tries: {
    number: number;
    at: string;
    status: number | null;
    error: string;
    response: string;
    durationMs: number;
  }[];
}

export async function webhookDelivery(projectId: string, id: number): Promise<DeliveryDetail | null> {
  const [row] = await webhookDeliveries(projectId, {}, 1, id + 1);
  if (row?.id !== id) return null;
  const [event, tries] = await Promise.all([
    prepared<{ data: unknown }>('SELECT data FROM webhook_event WHERE id = $1', [row.eventId]),
    prepared<{
      number: number;
      at: Date;
      status: number | null;
      error: string;
      response: string;
      duration_ms: number;
    }>(
      'SELECT number, at, status, error, response, duration_ms FROM webhook_attempt WHERE delivery_id = $1 ORDER BY number DESC',
      [id],
    ),
  ]);
  return {
    ...row,
    data: event.rows[0]!.data,
    tries: tries.rows.map(({ at, duration_ms, ...each }) => ({
      ...each,
      at: at.toISOString(),
      durationMs: duration_ms,
    })),
  };
}

/** Sends an event again to the endpoint of a delivery, under its own id: a receiver that keeps ids sees a repetition. */
export async function replayDelivery(project: { id: string }, actor: AuditActor, id: number): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ event_id: string; disabled: boolean }>(
      `SELECT d.event_id, p.disabled_at IS NOT NULL OR p.removed_at IS NOT NULL AS disabled
       FROM webhook_delivery d JOIN webhook_endpoint p ON p.id = d.endpoint_id WHERE d.id = $1 AND p.project_id = $2`,
      [id, project.id],
    );
    const found = rows[0];
    if (!found) throw new ConcordError('not_found', 'There is no such delivery.');
    if (found.disabled) throw new ConcordError('conflict', 'Its endpoint is switched off or removed.');
    await tx.query(
      'INSERT INTO webhook_delivery (event_id, endpoint_id) SELECT event_id, endpoint_id FROM webhook_delivery WHERE id = $1',
      [id],
    );
    await enqueue(tx, 'deliver-webhooks', {}, 'now');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'webhook.replay',
      subject: `webhook-event:${found.event_id}`,
      data: { delivery: id },
    });
  });
}
