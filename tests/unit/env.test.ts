import { beforeEach, describe, expect, test } from 'vitest';
import { env, provideSettings, SettingsError, setting, startSettings } from '#lib/env';

const SECRET = 'x'.repeat(44);
const FOREIGN = { DATABASE_URL: 'postgresql://u:p@db.example.org:5432/concord', AUTH_SECRET: SECRET };
const NONE = {
  ...{
    DATABASE_URL: undefined,
    AUTH_SECRET: undefined,
    APP_URL: undefined,
    PORT: undefined,
    LOG_LEVEL: undefined,
  },
  ...{ OIDC_ISSUER: undefined, OIDC_CLIENT_ID: undefined, OIDC_CLIENT_SECRET: undefined },
  ...{ PASSWORD_SIGN_IN: undefined, CONCORD_DEMO: undefined, CONCORD_EMBEDDED: undefined },
};

function problemsOf(question: () => unknown): string[] {
  try {
    question();
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

beforeEach(() => provideSettings(NONE));

describe('startSettings', () => {
  test('needs nothing for the embedded installation', () => {
    expect(startSettings()).toMatchObject({ PORT: 3000, CONCORD_DEMO: true });
  });

  test('names everything that an installation with a database of its own lacks, a sentence each', () => {
    provideSettings({ DATABASE_URL: FOREIGN.DATABASE_URL });
    expect(problemsOf(startSettings)).toEqual([
      expect.stringMatching(/^AUTH_SECRET must be set when DATABASE_URL is;/),
      expect.stringMatching(/^No way to sign in is set:/),
    ]);
  });

  test('is content with passwords, or with single sign-on', () => {
    provideSettings({ ...FOREIGN, PASSWORD_SIGN_IN: '1' });
    expect(problemsOf(startSettings)).toEqual([]);
    const oidc = {
      OIDC_ISSUER: 'https://id.example.org',
      OIDC_CLIENT_ID: 'concord',
      OIDC_CLIENT_SECRET: 's',
    };
    provideSettings({ ...FOREIGN, PASSWORD_SIGN_IN: undefined, ...oidc });
    expect(problemsOf(startSettings)).toEqual([]);
  });

  test('refuses half of a single sign-on, embedded or not', () => {
    provideSettings({ OIDC_ISSUER: 'https://id.example.org' });
    expect(problemsOf(startSettings)).toEqual([
      expect.stringMatching(/^OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too/),
    ]);
  });

  test.each([
    ['PORT', '70000', /^PORT must be a whole number from 1 to 65535\.$/],
    ['PORT', '80a', /^PORT must be a whole number/],
    ['DATABASE_URL', 'mysql://u@h/d', /^DATABASE_URL must look like postgresql:/],
    ['DATABASE_URL', 'postgresql://u@h:5432', /^DATABASE_URL must look like postgresql:/],
    ['DATABASE_URL', 'postgresql://u@h/d?schema=other', /^DATABASE_URL must not name a schema/],
    ['AUTH_SECRET', 'short', /^AUTH_SECRET must have at least 32 characters/],
    ['APP_URL', 'concord.example.org', /^APP_URL must be an address/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of fatal, /],
    ['CONCORD_DEMO', 'no', /^CONCORD_DEMO must be 1 or 0\.$/],
  ] as const)('says what is wrong with %s=%s', (name, value, sentence) => {
    provideSettings({ [name]: value });
    expect(problemsOf(startSettings)).toEqual([expect.stringMatching(sentence)]);
  });

  test('takes an empty setting for one that is not set', () => {
    provideSettings({ DATABASE_URL: '', PORT: '' });
    expect(startSettings().PORT).toBe(3000);
    expect(startSettings().DATABASE_URL).toBeUndefined();
  });

  test('accepts a server that is reached by its socket', () => {
    provideSettings({
      ...FOREIGN,
      DATABASE_URL: 'postgresql:///concord?host=/var/run/postgresql',
      PASSWORD_SIGN_IN: '1',
    });
    expect(problemsOf(startSettings)).toEqual([]);
  });
});

describe('env', () => {
  test('demands the database and the secret of a running process, and gives both', () => {
    expect(problemsOf(env)).toHaveLength(2);
    provideSettings(FOREIGN);
    expect(env()).toMatchObject(FOREIGN);
  });

  test('leaves single settings to programs that need no database', () => {
    expect(setting('DATABASE_POOL_SIZE')).toBe(10);
  });
});
