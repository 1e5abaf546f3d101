import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  event: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** A program elsewhere that takes webhooks. It answers with the status that `answers` gives, 200 by default. */
export async function webhookReceiver(): Promise<{
  url: string;
  received: Received[];
  answers: (number | 'never' | { redirect: string })[];
  close: () => void;
}> {
  const received: Received[] = [];
  const answers: (number | 'never' | { redirect: string })[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body, event: JSON.parse(body) });
      const answer = answers.shift() ?? 200;
      if (answer === 'never') return;
      if (typeof answer === 'object') response.writeHead(302, { location: answer.redirect }).end();
      else response.writeHead(answer).end(answer === 200 ? 'thanks' : 'no');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answers,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What a receiver checks, written out here once more as the specification has it. */
export function signatureHolds({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
