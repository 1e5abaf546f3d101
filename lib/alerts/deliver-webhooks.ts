import { pool, transaction } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';
import { openSecret } from '#lib/seal';
import { switchOffEndpoint } from './failing-endpoint';
import { retryDelay } from './retry-delay';
import { sendWebhook, type WebhookAnswer } from './send-webhook';
import { webhookHeaders } from './sign-webhook';

interface ClaimedDelivery {
  id: number;
  attempts: number;
  event_id: string;
  type: string;
  data: unknown;
  created_at: Date;
  endpoint_id: string;
  project_id: string;
  url: string;
  sealed_secret: string;
  failing_since: Date | null;
}

const AT_ONCE = 20;
/** A claim outlives the longest call; a worker that dies with it leaves the delivery due again. */
const CLAIM_SECONDS = 60;
const SWITCH_OFF_AFTER_MS = 3 * 86_400_000;
const GONE = 410;

/** Sends everything that is due, some at a time. Any number of workers may do this at once. */
export async function deliverWebhooks(): Promise<void> {
  for (;;) {
    const claimed = await claimDue();
    if (!claimed.length) return;
    await Promise.all(claimed.map(deliver));
  }
}

/** Asks for a round when something is due that no job is waiting for: a worker died, or the queue was cleared. */
export async function deliverWhatIsDue(): Promise<void> {
  const { rowCount } = await pool().query(
    `SELECT 1 FROM webhook_delivery WHERE state = 'WAITING' AND next_attempt_at <= now() LIMIT 1`,
  );
  if (rowCount) await transaction((tx) => enqueue(tx, 'deliver-webhooks', {}, 'now'));
}

async function claimDue(): Promise<ClaimedDelivery[]> {
  const { rows } = await pool().query<ClaimedDelivery>(
    `WITH due AS (
       SELECT id FROM webhook_delivery WHERE state = 'WAITING' AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
     ), claimed AS (
       UPDATE webhook_delivery d SET next_attempt_at = now() + make_interval(secs => $2) FROM due WHERE d.id = due.id
       RETURNING d.id, d.attempts, d.event_id, d.endpoint_id
     )
     SELECT c.*, e.type, e.data, e.created_at, p.project_id, p.url, p.sealed_secret, p.failing_since
     FROM claimed c JOIN webhook_event e ON e.id = c.event_id JOIN webhook_endpoint p ON p.id = c.endpoint_id`,
    [AT_ONCE, CLAIM_SECONDS],
  );
  return rows;
}

async function deliver(delivery: ClaimedDelivery): Promise<void> {
  const secret = openSecret(delivery.sealed_secret, 'webhook-secret');
  const body = JSON.stringify({
    type: delivery.type,
    timestamp: delivery.created_at.toISOString(),
    data: delivery.data,
  });
  const seconds = Math.floor(Date.now() / 1000);
  const answer =
    secret === null
      ? {
          status: null,
          error: 'The secret was sealed with another AUTH_SECRET: make the endpoint anew.',
          response: '',
          durationMs: 0,
        }
      : await sendWebhook(delivery.url, webhookHeaders(secret, delivery.event_id, seconds, body), body);
  await record(delivery, answer);
}

async function record(delivery: ClaimedDelivery, answer: WebhookAnswer): Promise<void> {
  const attempts = delivery.attempts + 1;
  const arrived = answer.error === '';
  const delay = arrived || answer.status === GONE ? null : retryDelay(attempts, Math.random());
  await transaction(async (tx) => {
    await tx.query(
      `INSERT INTO webhook_attempt (delivery_id, number, status, error, response, duration_ms) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [delivery.id, attempts, answer.status, answer.error, answer.response, answer.durationMs],
    );
    await tx.query(
      `UPDATE webhook_delivery SET state = $2, attempts = $3, status = $4, error = $5,
              next_attempt_at = now() + make_interval(secs => $6), ended_at = CASE WHEN $2 = 'WAITING' THEN NULL ELSE now() END
       WHERE id = $1 AND state = 'WAITING'`,
      [
        delivery.id,
        arrived ? 'DELIVERED' : delay === null ? 'FAILED' : 'WAITING',
        attempts,
        answer.status,
        answer.error,
        delay,
      ],
    );
    await tx.query(
      `UPDATE webhook_endpoint SET failing_since = CASE WHEN $2 THEN NULL ELSE coalesce(failing_since, now()) END
       WHERE id = $1 AND (failing_since IS NULL) <> $2`,
      [delivery.endpoint_id, arrived],
    );
    const since = delivery.failing_since?.getTime() ?? Date.now();
    if (!arrived && (answer.status === GONE || Date.now() - since > SWITCH_OFF_AFTER_MS))
      await switchOffEndpoint(tx, delivery.endpoint_id, answer);
    else if (delay !== null)
      await enqueue(tx, 'deliver-webhooks', {}, `retry-${delivery.id}`, { startAfterSeconds: delay });
  });
}
