import path from 'node:path';
import { parseArgs } from 'node:util';
import { readSettingsFile, type Settings, SettingsError, startSettings } from '#lib/env';
import { secureDatabase } from '#prisma/secure-database';
import { DEMO_SIGN_INS } from '#prisma/seed/demo-sign-ins';
import { type AppOptions, appPrograms } from './setup/app-programs';
import { appUrl, installQueues, secureForApp } from './setup/app-role';
import { applyMigrations } from './setup/apply-migrations';
import { buildWeb } from './setup/build-web';
import { CHECKOUT } from './setup/checkout';
import { DATABASE, hasDemo, prepareEmbeddedDatabase } from './setup/embedded-database';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from './setup/embedded-postgres';
import { endLeftovers, notePrograms } from './setup/end-leftovers';
import { isPortFree, portNear } from './setup/free-port';
import { guardPostgres } from './setup/guard-postgres';
import { keepPostgresRunning } from './setup/keep-postgres-running';
import { keptSecret } from './setup/kept-secret';
import { becomeTheOnlyOne, stepDown, tellAddress, tellStopping } from './setup/only-one';
import { postgresHome } from './setup/postgres-home';
import { preparePrismaClient } from './setup/prepare-prisma-client';
import { type Supervision, supervise } from './setup/supervise';
import { waitForHealth } from './setup/wait-for-health';
import { watchParents } from './setup/watch-parents';

const say = (sentence: string) => console.log(sentence);
const line = (what: string, how: string) => say(`  ${what.padEnd(12)} ${how}`);
const inSeconds = (seconds: number) => `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;

// What has to be undone at the end, newest first.
const undo: (() => unknown)[] = [];
let isStopping = false;

async function stop(exitCode: number, reason?: string): Promise<never> {
  if (isStopping) return new Promise(() => {});
  isStopping = true;
  tellStopping();
  if (reason) say(`\n${reason} Stopping.`);
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (error) {
      console.error((error as Error).message);
    }
  }
  process.exit(exitCode);
}

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SettingsError([`Concord needs Node 20.19 or newer; this is ${process.versions.node}.`]);
}

function stopWhenTold(): void {
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signals += 1;
      // npm and the terminal may both pass on one Ctrl-C; a person who insists presses more than twice.
      if (signals > 3) process.exit(1);
      void stop(0, `${signal}.`);
    });
  }
  // Nobody reads what we say any more: whoever started us is gone.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void stop(0));
  watchParents(() => void stop(0, 'The program that started this one is gone.'));
}

async function startDatabase(settings: Settings, authSecret: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(postgresHome(CHECKOUT), true);
  undo.push(() => stopEmbeddedPostgres(server));
  guardPostgres(server, false);
  const place = path.relative(CHECKOUT, server.home.folder);
  const where = place.startsWith('..') ? server.home.folder : place;
  const how = { made: 'new', started: 'started', found: 'was running' }[server.how];
  line('PostgreSQL', `${how}, as ${server.home.account.name}; data in ${where}`);
  for (const remark of server.remarks) line('', remark);
  const demoSeconds = await prepareEmbeddedDatabase(server, {
    wantsDemo: settings.CONCORD_DEMO,
    authSecret,
    namedEngine: settings.PRISMA_SCHEMA_ENGINE_BINARY,
    onMigrated: (how) => line('Database', how),
    onSeed: () => line('Demo', 'making the demo project …'),
  });
  if (demoSeconds !== null) line('Demo', `simulated project made in ${inSeconds(demoSeconds)}`);
  return server;
}

async function migrateForeign(settings: Settings): Promise<string> {
  const { DATABASE_OWNER_URL: ownerUrl, PRISMA_SCHEMA_ENGINE_BINARY: namedEngine } = settings;
  const url = settings.DATABASE_URL as string;
  const { host, pathname } = new URL(ownerUrl ?? url);
  try {
    const how = await applyMigrations(ownerUrl ?? url, namedEngine);
    if (ownerUrl) await installQueues(ownerUrl);
    await secureDatabase(ownerUrl ?? url, ownerUrl ? decodeURIComponent(new URL(url).username) : null);
    return `${host}${pathname}: ${how}`;
  } catch (error) {
    // Connection errors say neither which server nor which setting.
    const named = ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
    throw new Error(`The database ${host}${pathname} (${named}): ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function choosePort(settings: Settings, host: string, isEmbedded: boolean): Promise<number> {
  const { PORT } = settings;
  if (!isEmbedded) {
    if (await isPortFree(PORT, host)) return PORT;
    throw new SettingsError([`Port ${PORT} of ${host} is taken; set PORT to another.`]);
  }
  const port = await portNear(PORT, host);
  if (port !== PORT) line('Port', `${PORT} is taken, so ${port} is used`);
  return port;
}

function launch(options: AppOptions): Supervision {
  const onChange = options.isEmbedded ? notePrograms : undefined;
  return supervise(appPrograms(options), { say: (sentence) => !isStopping && say(sentence), onChange });
}

async function start(isDevelopment: boolean): Promise<void> {
  checkNode();
  readSettingsFile();
  const settings = startSettings();
  const isEmbedded = !settings.DATABASE_URL;
  stopWhenTold();
  if (isEmbedded) {
    const other = await becomeTheOnlyOne();
    if (other) {
      say(other);
      return stop(0);
    }
    undo.push(stepDown);
  }
  say('Concord');
  if (isEmbedded && (await endLeftovers()) > 0)
    line('Recovered', 'ended programs of a start that was killed');

  await preparePrismaClient();
  const authSecret = settings.AUTH_SECRET ?? keptSecret();
  const server = isEmbedded ? await startDatabase(settings, authSecret) : null;
  const databaseUrl = server ? await secureForApp(server.url(DATABASE)) : (settings.DATABASE_URL as string);
  if (!server) line('Database', await migrateForeign(settings));

  const build = isDevelopment
    ? null
    : await buildWeb(() => line('Web', 'building; this takes a minute or two …'));
  if (build) line('Web', build.seconds === null ? 'built before' : `built in ${inSeconds(build.seconds)}`);

  const host = isEmbedded ? '127.0.0.1' : (settings.HOST ?? '127.0.0.1');
  const port = await choosePort(settings, host, isEmbedded);
  const here = `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;
  const address = settings.APP_URL ?? here;
  const logLevel = settings.LOG_LEVEL ?? (isEmbedded ? 'warn' : 'info');
  const app = { authSecret, address, host, port, isEmbedded, logLevel, server: build?.server ?? null };
  let supervision = launch({ ...app, databaseUrl });
  undo.push(() => supervision.stop());
  if (server) {
    const onMoved = async (moved: EmbeddedPostgres) => {
      await supervision.stop();
      supervision = launch({ ...app, databaseUrl: appUrl(moved.url(DATABASE)) });
    };
    undo.push(keepPostgresRunning(server, { say, onMoved }));
  }

  const tensorflow = await waitForHealth(here, 120);
  if (isEmbedded) tellAddress(address);
  line('TensorFlow', tensorflow);
  say(`\n  Open ${address}\n`);
  if (server && settings.CONCORD_DEMO && (await hasDemo(server))) {
    say('  Demo sign-ins');
    for (const { email, password, role } of DEMO_SIGN_INS)
      say(`    ${role.padEnd(10)} ${email.padEnd(20)} ${password}`);
    say('');
  }
  say('  Ctrl-C stops everything.');
}

const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
start(values.dev).catch((error: Error) => {
  const problems = error instanceof SettingsError ? error.problems : [error.message];
  for (const problem of problems) console.error(problem);
  void stop(1);
});
