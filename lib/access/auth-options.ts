import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { prisma } from '#lib/prisma';
import { verifyPassword } from './password';
import { consumeRate, giveBackRate } from './rate-limit';

declare module 'next-auth' {
  interface Session {
    userId: string;
    generation: number;
  }
  interface User {
    sessionGeneration?: number;
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    userId: string;
    generation: number;
  }
}

/** Name of the single sign-on button, or null when none is configured. */
export const singleSignOnName = (): string | null => (env().OIDC_ISSUER ? env().OIDC_NAME : null);

/** Whether people may sign in with a password: always in the embedded demo, elsewhere when the operator says so. */
export const passwordSignIn = (): boolean => env().CONCORD_EMBEDDED || env().PASSWORD_SIGN_IN === true;

/** next-auth's configuration. The token says only who; what they may do is read from the database at each request. */
export function authOptions(): NextAuthOptions {
  return {
    adapter: adapter(),
    session: { strategy: 'jwt', maxAge: 12 * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    secret: env().AUTH_SECRET,
    providers: [...(passwordSignIn() ? [credentials()] : []), ...(env().OIDC_ISSUER ? [oidc()] : [])],
    callbacks: {
      async jwt({ token, user }) {
        if (user) {
          token.userId = user.id;
          token.generation = user.sessionGeneration ?? 0;
        }
        return token;
      },
      async session({ session, token }) {
        return { ...session, userId: token.userId, generation: token.generation };
      },
      async signIn({ user, account, profile }) {
        if (account?.type === 'credentials') return true;
        // An unverified address could be anyone's: it must not open an account that was invited under it.
        if ((profile as { email_verified?: boolean } | undefined)?.email_verified === false) return false;
        const known = user.email
          ? await prisma().user.findUnique({ where: { email: user.email.toLowerCase() } })
          : null;
        return known ? known.active : true;
      },
    },
    events: {
      // The way into an empty installation: the operator names the first site admin.
      async signIn({ user }) {
        if (!user.email || user.email.toLowerCase() !== env().SITE_ADMIN_EMAIL?.toLowerCase()) return;
        await prisma().user.update({ where: { id: user.id }, data: { siteAdmin: true } });
      },
    },
    logger: {
      error: (code) => log('access').warn({ code }, 'sign-in error'),
      warn: () => {},
      debug: () => {},
    },
  };
}

function credentials() {
  return CredentialsProvider({
    name: 'password',
    credentials: { email: {}, password: {} },
    async authorize(input, request) {
      const email = input?.email?.trim().toLowerCase();
      if (!email || !input?.password) return null;
      const network = String(request.headers?.['x-forwarded-for'] ?? 'local')
        .split(',')[0]!
        .trim();
      try {
        await consumeRate('signInByNetwork', network);
        await consumeRate('signInByAddress', email);
      } catch {
        throw new Error('TooManyAttempts');
      }
      const user = await prisma().user.findUnique({ where: { email } });
      const matches = await verifyPassword(input.password, user?.passwordHash ?? null);
      if (!user || !matches || !user.active) return null;
      await giveBackRate('signInByNetwork', network);
      await giveBackRate('signInByAddress', email);
      return { id: user.id, email: user.email, name: user.name, sessionGeneration: user.sessionGeneration };
    },
  });
}

function oidc(): NextAuthOptions['providers'][number] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  return {
    id: 'oidc',
    name: OIDC_NAME,
    type: 'oauth',
    wellKnown: `${OIDC_ISSUER!.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    profile: (p: { sub: string; name?: string; email?: string }) => ({
      id: p.sub,
      name: p.name ?? null,
      email: p.email?.toLowerCase() ?? null,
      sessionGeneration: 0,
    }),
  };
}

/** Providers send more token fields than the account table keeps; unknown ones would make the insert fail. */
function adapter() {
  const base = PrismaAdapter(prisma() as unknown as Parameters<typeof PrismaAdapter>[0]);
  const kept = new Set([
    'userId',
    'type',
    'provider',
    'providerAccountId',
    'refresh_token',
    'access_token',
    'expires_at',
    'token_type',
    'scope',
    'id_token',
    'session_state',
  ]);
  return {
    ...base,
    linkAccount: (account: Parameters<NonNullable<typeof base.linkAccount>>[0]) =>
      base.linkAccount!(
        Object.fromEntries(Object.entries(account).filter(([field]) => kept.has(field))) as typeof account,
      ),
  };
}
