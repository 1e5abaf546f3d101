import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import { decode, getToken, type JWT } from 'next-auth/jwt';
import { env } from '#lib/env';

interface Claims {
  userId: string;
  generation: number;
  /** Seconds since 1970. */
  expires: number;
}

/** Tokens that were read lately, by their hash: opening one costs as much as a small page. */
const read = new Map<string, Claims>();
const MOST_READ = 2000;

/**
 * Who the session cookie of this request names, null without a valid one. Only who: whether they may still come in is
 * asked of the database at each request, so a session that was ended is not let in by what is kept here.
 */
export async function sessionClaims(): Promise<Claims | null> {
  const jar = Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));
  const token = await getToken({
    req: { cookies: jar, headers: {} } as never,
    raw: true,
    secret: env().AUTH_SECRET,
  });
  if (!token) return null;
  const key = createHash('sha256').update(token).digest('base64');
  const claims = read.get(key) ?? (await opened(token));
  if (!claims || claims.expires <= Date.now() / 1000) return null;
  read.delete(key);
  read.set(key, claims);
  if (read.size > MOST_READ) read.delete(read.keys().next().value!);
  return claims;
}

async function opened(token: string): Promise<Claims | null> {
  const jwt = await decode({ token, secret: env().AUTH_SECRET }).catch((): JWT | null => null);
  if (!jwt?.userId || typeof jwt.exp !== 'number') return null;
  return { userId: jwt.userId, generation: jwt.generation, expires: jwt.exp };
}
