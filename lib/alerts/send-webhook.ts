import http from 'node:http';
import https from 'node:https';
import { performance } from 'node:perf_hooks';
import { setting } from '#lib/env';
import { checkedTarget, guardedLookup } from './allowed-address';

export interface WebhookAnswer {
  /** HTTP status; null when nothing answered. */
  status: number | null;
  /** Why it does not count as delivered; empty when it does. */
  error: string;
  /** The first characters of the body. */
  response: string;
  durationMs: number;
}

const TIMEOUT_MS = 10_000;
const MOST_RESPONSE = 1000;

/**
 * Posts one body to one address. Follows no redirect (its target would be unchecked), keeps no connection, reads only
 * the beginning of the answer, and gives up after ten seconds. Never throws: what went wrong is the answer.
 */
export async function sendWebhook(
  address: string,
  headers: Record<string, string>,
  body: string,
): Promise<WebhookAnswer> {
  const began = performance.now();
  const ended = (answer: Omit<WebhookAnswer, 'durationMs'>): WebhookAnswer => ({
    ...answer,
    durationMs: Math.round(performance.now() - began),
  });
  try {
    const { status, response } = await post(address, headers, body);
    const error =
      status >= 200 && status < 300
        ? ''
        : status >= 300 && status < 400
          ? `It answered ${status}: redirects are not followed. Change the address.`
          : `It answered ${status}.`;
    return ended({ status, error, response });
  } catch (error) {
    return ended({ status: null, error: sentenceOf(error as NodeJS.ErrnoException), response: '' });
  }
}

function post(
  address: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; response: string }> {
  const allowed = setting('WEBHOOK_ALLOWED_NETWORKS');
  const url = checkedTarget(address, allowed);
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: guardedLookup(allowed),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Concord-Webhooks/1',
        },
      },
      (answer) => {
        let response = '';
        const done = () => {
          resolve({
            status: answer.statusCode ?? 0,
            response: response.slice(0, MOST_RESPONSE).replaceAll('\0', ''),
          });
          answer.destroy();
        };
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          response += part;
          if (response.length >= MOST_RESPONSE) done();
        });
        answer.on('end', done);
        answer.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function sentenceOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError' || error.code === 'ABORT_ERR')
    return `No answer within ${TIMEOUT_MS / 1000} seconds.`;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 'The name of the host is not known.';
  if (error.code === 'ECONNREFUSED') return 'Nothing listens at this address.';
  if (error instanceof AggregateError) return sentenceOf(error.errors[0] as NodeJS.ErrnoException);
  return error.message;
}
