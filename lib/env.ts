import { isIP } from 'node:net';
import { z } from 'zod';

/*
 * The settings, and the only reader of the environment. Importing this file never throws: each question is answered
 * when it is asked, so tools that need no database (the statistics commands, the build) run without one.
 */

const flag = z
  .enum(['1', '0', 'true', 'false'], { error: 'must be 1 or 0' })
  .transform((v) => v === '1' || v === 'true');

const oneOf = <const Name extends string>(...names: Name[]) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });

const wholeNumber = (low: number, high: number) => {
  const problem = `must be a whole number from ${low} to ${high}`;
  return z
    .string()
    .regex(/^\d+$/, problem)
    .transform(Number)
    .refine((n) => n >= low && n <= high, problem);
};

const httpAddress = z.url({
  protocol: /^https?$/,
  error: 'must be an address that starts with http:// or https://',
});

/** Comma-separated networks in CIDR notation. */
const networkList = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((networks) => networks.every(isNetwork), 'must be networks such as 10.0.0.0/8,fd00::/8');

function isNetwork(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  const version = isIP(address);
  return version > 0 && /^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

const databaseUrl = z
  .string()
  .refine((text) => {
    const url = parseUrl(text);
    const hasHost = url?.hostname || url?.searchParams.has('host');
    return url && /^postgres(ql)?:$/.test(url.protocol) && hasHost && url.pathname.length > 1;
  }, 'must look like postgresql://user:password@host:5432/database')
  .refine((text) => {
    const schema = parseUrl(text)?.searchParams.get('schema') ?? 'public';
    return schema === 'public';
  }, 'must not name a schema other than public');

const settings = z.object({
  NODE_ENV: oneOf('development', 'test', 'production').default('development'),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').optional(),

  /** Where the data is. Without it, `npm start` runs its own PostgreSQL. */
  DATABASE_URL: databaseUrl.optional(),
  /** The owner of the tables, for the start alone: it migrates, and lets the role of DATABASE_URL do its work and no more. */
  DATABASE_OWNER_URL: databaseUrl.optional(),
  /** Processes of the web server; without it, one for each core, four at most. */
  WEB_PROCESSES: wholeNumber(1, 64).optional(),
  /** Connections of one process; each web process and the worker have a pool of their own. */
  DATABASE_POOL_SIZE: wholeNumber(2, 500).default(10),

  /** Signs sessions and seals secrets at rest; changing it signs everybody out. */
  AUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters; make one with: openssl rand -base64 33')
    .optional(),
  /** Seals secrets and reports at rest instead of AUTH_SECRET, so that one can be changed without the other. */
  SEAL_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters; make one with: openssl rand -base64 33')
    .optional(),
  /** The address that people type, for links in invitations and for the sign-in redirects. */
  APP_URL: httpAddress.optional(),
  HOST: z.string().optional(),
  PORT: wholeNumber(1, 65535).default(3000),

  PASSWORD_SIGN_IN: flag.optional(),
  /** This person becomes site admin at the first sign-in: the way into an empty installation. */
  SITE_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  OIDC_NAME: z.string().default('Single sign-on'),
  OIDC_ISSUER: httpAddress.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),

  /** 0: no demo project is put into an empty embedded database, and no demo sign-ins exist. */
  CONCORD_DEMO: flag.default(true),
  /** Set by the supervisor for its children: this is the embedded database with its demo sign-ins. */
  CONCORD_EMBEDDED: flag.default(false),
  /** Prisma's own name for a schema engine that somebody provides. */
  PRISMA_SCHEMA_ENGINE_BINARY: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),

  /** Who e-mails come from; without it, concord@ the host of APP_URL. */
  MAIL_FROM: z.string().min(3).optional(),
  /** Networks of our own that webhooks may call, such as 10.0.0.0/8; without it, only public addresses. */
  WEBHOOK_ALLOWED_NETWORKS: networkList.default([]),
  /** The key that commands send to a server elsewhere, and where that is. */
  CONCORD_API_KEY: z.string().optional(),
  CONCORD_URL: httpAddress.optional(),

  /** Where a Ray cluster's dashboard answers: with it, runs can be trained there. And its token, where it asks for one. */
  RAY_ADDRESS: httpAddress.optional(),
  RAY_TOKEN: z.string().min(1).optional(),
  /** The base model that is tuned unless a request names another. */
  RAY_BASE_MODEL: z.string().min(1).default('Qwen/Qwen2.5-0.5B-Instruct'),
  /** Python packages that a job installs, comma-separated; empty where the cluster's image has them. */
  RAY_PIP: z.string().default('trl==1.16.0,peft,datasets'),
  RAY_GPUS: wholeNumber(0, 64).default(1),
  /** Where the job finds the keys that attestations are signed with; without it, at APP_URL. */
  RAY_JWKS_URL: httpAddress.optional(),
  /** 1: jobs verify the snapshot and fit a tiny model in plain Python, to try the road without GPU or torch. */
  RAY_DRY_RUN: flag.default(false),

  /** Tests only: 1 runs those that need a real Ray head. */
  CONCORD_TEST_RAY: flag.default(false),
  /** Tests only: the browser to use instead of the one that is found or installed. */
  CHROMIUM_PATH: z.string().optional(),
  /** Tests only: where the app under test answers; the end-to-end run sets it. */
  E2E_URL: httpAddress.optional(),
});

export type Settings = z.infer<typeof settings>;
export type Environment = Settings & { DATABASE_URL: string; AUTH_SECRET: string };

/** Everything that is wrong with the settings, one sentence each, so that it can be mended in one go. */
export class SettingsError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

let parsed: Settings | undefined;

/** What was set, checked one by one; nothing is demanded yet. */
function givenSettings(): Settings {
  if (parsed) return parsed;
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  // The names next-auth gives them; ours win.
  given.AUTH_SECRET ??= given.NEXTAUTH_SECRET;
  given.APP_URL ??= given.NEXTAUTH_URL;
  const result = settings.safeParse(given);
  if (!result.success) {
    throw new SettingsError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
  }
  parsed = result.data;
  return parsed;
}

function signInProblems(given: Settings): string[] {
  const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const missing = oidc.filter((name) => !given[name]);
  if (missing.length === 0) return [];
  if (missing.length < oidc.length) {
    return [`${missing.join(' and ')} must be set too: single sign-on needs ${oidc.join(', ')}.`];
  }
  if (given.CONCORD_EMBEDDED || given.PASSWORD_SIGN_IN) return [];
  return [
    'No way to sign in is set: set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or PASSWORD_SIGN_IN=1 for passwords.',
  ];
}

/**
 * What `npm start` asks before it starts anything. With a DATABASE_URL this is an installation that people rely on, and
 * everything it needs must be there; without one, the embedded database and its kept secret fill the gaps.
 */
export function startSettings(): Settings {
  const given = givenSettings();
  const problems: string[] = [];
  if (given.DATABASE_URL) {
    if (!given.AUTH_SECRET) {
      problems.push('AUTH_SECRET must be set when DATABASE_URL is; make one with: openssl rand -base64 33.');
    }
    problems.push(...signInProblems(given));
  } else {
    problems.push(...signInProblems({ ...given, CONCORD_EMBEDDED: true }));
  }
  if (problems.length) throw new SettingsError(problems);
  return given;
}

/** The settings of a running process: the web server, the worker, a command that uses the database. */
export function env(): Environment {
  const given = givenSettings();
  const { DATABASE_URL, AUTH_SECRET } = given;
  const problems: string[] = [];
  if (!DATABASE_URL) problems.push('DATABASE_URL must be set; `npm start` sets it by itself.');
  if (!AUTH_SECRET) problems.push('AUTH_SECRET must be set; `npm start` sets it by itself.');
  if (!DATABASE_URL || !AUTH_SECRET) throw new SettingsError(problems);
  return { ...given, DATABASE_URL, AUTH_SECRET };
}

/** Single settings for programs that need neither database nor secret. */
export function setting<Name extends keyof Settings>(name: Name): Settings[Name] {
  return givenSettings()[name];
}

/** Sets, or with undefined removes, what later questions read: for programs that find a database, and for tests. */
export function provideSettings(values: Partial<Record<keyof Settings, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  parsed = undefined;
}

/** Reads `.env` in the folder where the program was started, if there is one. What is already set wins. */
export function readSettingsFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  parsed = undefined;
}

/** The whole environment of this process with additions, to hand to a child process. */
export function environmentWith(additions: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...additions };
}
