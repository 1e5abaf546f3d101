import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret in the form of the Standard Webhooks specification: `whsec_` and 32 random bytes. */
export const newWebhookSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/**
 * The headers of one delivery (standardwebhooks.com): the event's id stays the same however often it is sent, the
 * signature is HMAC-SHA256 over id, time and body, so that neither can be exchanged.
 *
 * @param seconds Unix time of this attempt; receivers refuse one that is minutes old.
 */
export function webhookHeaders(
  secret: string,
  id: string,
  seconds: number,
  body: string,
): Record<string, string> {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}
