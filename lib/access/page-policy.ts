import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setting } from '#lib/env';

/** Routes answer with data and files, which run no script; scripts, styles and the icon are files of the build. */
const NO_PAGE =
  /^\/(?:api\/|(?:serve|get_reward|classify|pooling|score|rerank|predict|info|v1|v2)(?:\/|$|\?)|_next\/(?:static|image)|icon\.svg|favicon\.ico)/;

/** On every answer, whatever it is. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Where a page reads the address that was asked for. */
export const PATH_HEADER = 'x-concord-path';

/**
 * Gives every answer of this process its security headers, and every page a content security policy with a nonce of its own;
 * Next reads the nonce off the request and puts it on each script. It decides nothing about who may see what: that is the
 * one road in, behind every page, action and route.
 *
 * Through Node's own channel rather than Next's `proxy.ts`, whose copies of request and response cost a sixth of a small page.
 */
export function sendPagePolicy(): void {
  const development = setting('NODE_ENV') === 'development';
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const address = request.url ?? '/';
    // What a client says under these names is never believed.
    request.headers[PATH_HEADER] = askedAddress(address);
    delete request.headers['content-security-policy'];
    delete request.headers['content-security-policy-report-only'];
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (NO_PAGE.test(address)) return;
    const policy = pagePolicy(randomBytes(16).toString('base64'), development);
    request.headers['content-security-policy'] = policy;
    response.setHeader('content-security-policy', policy);
  });
}

/** Without the mark that Next's router puts on what it fetches: somebody may be led back there after signing in. */
export const askedAddress = (address: string): string =>
  address.includes('_rsc=') ? address.replace(/([?&])_rsc=[^&]*(&|$)/, '$1').replace(/[?&]$/, '') : address;

const pagePolicy = (nonce: string, development: boolean): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
