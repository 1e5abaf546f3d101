import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { setting } from '#lib/env';

/**
 * Security headers for every page, with a fresh nonce each time. It decides nothing about who may see what: that is the
 * one road in (lib/access), behind every page, action and route.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const development = setting('NODE_ENV') === 'development';
  const policy = [
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
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-concord-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  // Route handlers set no page policy; keeping them out saves a third of their time.
  matcher: [
    '/((?!api/|(?:serve|get_reward|classify|pooling|score|rerank|predict|info|v1|v2)(?:/|$)|_next/static|_next/image|icon.svg|favicon.ico).*)',
  ],
};
