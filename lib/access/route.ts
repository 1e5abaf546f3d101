import { randomUUID } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import type { z } from 'zod';
import { ConcordError, type ErrorBody, errorBody } from '#lib/errors';
import { log } from '#lib/log';
import {
  authorizeKey,
  authorizeMember,
  authorizePerson,
  type KeyActor,
  type MemberActor,
  type PersonActor,
} from './actor';
import { keyActorFrom } from './api-key';
import { sessionPerson } from './page-actor';
import {
  type PERMISSIONS,
  type Permission,
  type PublicPermission,
  permissionRule,
  type SitePermission,
} from './permissions';
import { consumeRate, type RateLimit } from './rate-limit';

export type RouteActor<P extends Permission> = P extends PublicPermission
  ? PersonActor | null
  : P extends SitePermission
    ? PersonActor
    : (typeof PERMISSIONS)[P] extends { apiKey: true }
      ? MemberActor | KeyActor
      : MemberActor;

interface RouteCall<P extends Permission, Input> {
  actor: RouteActor<P>;
  input: Input;
  request: NextRequest;
}

interface RouteOptions {
  /** `json` (default): the body's fields join the input. `stream`: the handler reads the body itself. */
  body?: 'json' | 'stream';
  /** Largest JSON body. */
  maximumBytes?: number;
  /** For clients that can set no header: the key may also come as `?key=`. It is no part of the input. */
  keyInQuery?: boolean;
  /** The allowance that a key's requests are taken from. */
  rate?: RateLimit;
  /** How this door's protocol says that something was refused; without it as `{error: {code, message, details}}`. */
  refusal?: (error: ErrorBody['error'], status: number, given: unknown) => { status: number; body: object };
}

type RouteHandler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/**
 * The road into a route handler: who (session or API key) → may → parse → do → answer. The input is the path's
 * parameters, the query and the JSON body in one object, read through the schema.
 */
export function route<P extends Permission, Schema extends z.ZodType>(
  permission: P,
  schema: Schema,
  run: (call: RouteCall<P, z.infer<Schema>>) => Promise<Response | object>,
  options: RouteOptions = {},
): RouteHandler {
  return async (request, context) => {
    let given: object | undefined;
    try {
      const params = (await context.params) ?? {};
      const actor = await actorFor(permission, request, params.slug, options);
      given = { ...(await bodyFields(request, options)), ...queryFields(request, options), ...params };
      const parsed = schema.safeParse(given);
      if (!parsed.success) throw invalidInput(parsed.error);
      const answer = await run({ actor: actor as RouteActor<P>, input: parsed.data, request });
      return answer instanceof Response
        ? answer
        : NextResponse.json(answer, { headers: { 'cache-control': 'no-store' } });
    } catch (thrown) {
      return refusal(thrown, permission, options, given);
    }
  };
}

function refusal(
  thrown: unknown,
  permission: Permission,
  options: RouteOptions,
  given: object | undefined,
): Response {
  const reference = randomUUID().slice(0, 8);
  if (!(thrown instanceof ConcordError))
    log('access').error({ err: thrown, reference, permission }, 'route failed');
  const { status, body } = errorBody(thrown, reference);
  const said = options.refusal?.(body.error, status, given) ?? { status, body };
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  const retryAfter = (body.error.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
  if (retryAfter) headers.set('retry-after', String(retryAfter));
  return NextResponse.json(said.body, { status: said.status, headers });
}

async function actorFor(
  permission: Permission,
  request: NextRequest,
  slug: string | undefined,
  { keyInQuery = false, rate = 'apiKey' }: RouteOptions,
) {
  const rule = permissionRule(permission);
  if (rule.scope === 'public') return sessionPerson();
  const inQuery = keyInQuery ? request.nextUrl.searchParams.get(KEY_PARAMETER) : null;
  const key = await keyActorFrom(request.headers.get('authorization') ?? (inQuery && `Bearer ${inQuery}`));
  if (key) {
    await consumeRate(rate, key.keyId);
    return authorizeKey(key, slug, permission);
  }
  const person = authorizePerson(await sessionPerson(), permission);
  refuseForeignOrigin(request);
  if (rule.scope === 'site') return person;
  if (!slug) throw new ConcordError('not_signed_in', 'This address needs an API key.');
  return authorizeMember(person, slug, permission);
}

/** A session cookie travels with requests that other sites start; what changes data must come from our own pages. */
function refuseForeignOrigin(request: NextRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  if (origin && host && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new ConcordError('forbidden', 'This request did not come from Concord’s own pages.');
}

async function bodyFields(request: NextRequest, options: RouteOptions): Promise<object> {
  if (request.method === 'GET' || request.method === 'HEAD' || options.body === 'stream') return {};
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json')) {
    throw new ConcordError('bad_request', 'Send the body as application/json.');
  }
  const text = await limitedText(request, options.maximumBytes ?? 1_048_576);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ConcordError('bad_request', `The body is not valid JSON: ${(error as Error).message}`);
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw new ConcordError('bad_request', 'The body must be a JSON object.');
  }
  return parsed;
}

async function limitedText(request: NextRequest, maximumBytes: number): Promise<string> {
  if (!request.body) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > maximumBytes) {
      throw new ConcordError(
        'too_large',
        `The body is larger than ${maximumBytes} bytes. Send it in smaller parts.`,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const KEY_PARAMETER = 'key';

function queryFields(request: NextRequest, { keyInQuery }: RouteOptions): Record<string, string> {
  const fields = Object.fromEntries(request.nextUrl.searchParams);
  if (keyInQuery) delete fields[KEY_PARAMETER];
  return fields;
}

function invalidInput(error: z.ZodError): ConcordError {
  const problems = error.issues.map((issue) => ({
    field: issue.path.join('.') || '(body)',
    reason: issue.message,
  }));
  const first = problems[0]!;
  return new ConcordError('invalid_input', `${first.field}: ${first.reason}`, problems);
}
