import { CHECKOUT, packageProgram } from './checkout';
import type { Program } from './supervise';

export interface AppOptions {
  databaseUrl: string;
  authSecret: string;
  /** What people type, for links and redirects. */
  address: string;
  host: string;
  port: number;
  /** The demo's sign-ins work, and its database is our own. */
  isEmbedded: boolean;
  logLevel: string;
  /** The built server.js, or null to run the sources and reload on change. */
  server: string | null;
}

// Next greets with addresses of its own; the start prints the one that counts.
const NEXT_GREETING =
  /^\s*(▲ Next\.js|- (Local|Network|Environments):|✓ (Starting|Ready|Running next\.config)|$)/;

/** The two programs that are Concord: the web server and the worker, on one database. */
export function appPrograms(options: AppOptions): Program[] {
  const { databaseUrl, authSecret, address, host, port, isEmbedded, logLevel, server } = options;
  const settings = {
    NODE_ENV: server ? 'production' : 'development',
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: logLevel,
    DATABASE_URL: databaseUrl,
    // Only the start may migrate: the programs never hear of the owner.
    DATABASE_OWNER_URL: '',
    AUTH_SECRET: authSecret,
    APP_URL: address,
    // next-auth reads these names by itself.
    NEXTAUTH_SECRET: authSecret,
    NEXTAUTH_URL: address,
    CONCORD_EMBEDDED: isEmbedded ? '1' : '0',
    PORT: String(port),
    HOST: host,
    // Next's server reads this one, which containers set to something else.
    HOSTNAME: host,
  };
  const nextDev = [packageProgram('next', 'dist', 'bin', 'next'), 'dev', '-p', String(port), '-H', host];
  const worker = ['--import', 'tsx', 'jobs/worker.ts'];
  return [
    {
      name: 'web server',
      args: server ? ['--import', 'tsx', 'jobs/web.ts', server] : nextDev,
      folder: CHECKOUT,
      settings,
      isNoise: (line) => NEXT_GREETING.test(line),
    },
    { name: 'worker', args: server ? worker : ['--watch', ...worker], folder: CHECKOUT, settings },
  ];
}
