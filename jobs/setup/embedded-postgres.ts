import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, isPortFree } from './free-port';
import { runAs } from './postgres-account';
import { type Binaries, postgresBinaries } from './postgres-binaries';
import {
  createCluster,
  isServerOf,
  knock,
  notedServer,
  ROLE,
  refuseOtherVersion,
  resetPassword,
} from './postgres-cluster';
import type { PostgresHome } from './postgres-home';
import { withLock } from './with-lock';

export interface EmbeddedPostgres {
  /** For `database`, which `migrateDatabase` makes if it is missing. */
  url: (database: string) => string;
  port: number;
  home: PostgresHome;
  binaries: Binaries;
  /** "made" is a new empty cluster, "started" one that was there, "found" one that already ran. */
  how: 'made' | 'started' | 'found';
  /** What the person should know, in sentences. */
  remarks: string[];
}

interface Access {
  password: string;
  port: number;
}

const PREFERRED_PORT = 15432;
const accessFile = (home: PostgresHome) => path.join(home.folder, 'access.json');
const lockFile = (home: PostgresHome) => path.join(home.folder, 'starting.lock');
const logFile = (home: PostgresHome) => path.join(home.folder, 'postgres.log');

function readAccess(home: PostgresHome): Access | null {
  try {
    const access = JSON.parse(fs.readFileSync(accessFile(home), 'utf8')) as Access;
    return access.password ? access : null;
  } catch {
    return null;
  }
}

function writeAccess(home: PostgresHome, access: Access): void {
  const unfinished = `${accessFile(home)}.unfinished`;
  fs.writeFileSync(unfinished, JSON.stringify(access), { mode: 0o600, flush: true });
  fs.renameSync(unfinished, accessFile(home));
}

/** The address of the server of this home if one runs now, null otherwise; starts nothing. */
export async function runningUrl(home: PostgresHome, database: string): Promise<string | null> {
  const access = readAccess(home);
  const noted = notedServer(home.data);
  if (!access || !noted || (await knock(home, noted.port, access.password)) !== 'ours') return null;
  return address({ ...access, port: noted.port }, database);
}

const address = (access: Access, database: string) =>
  `postgresql://${ROLE}:${access.password}@127.0.0.1:${access.port}/${database}`;

/**
 * PostgreSQL from the npm package, on 127.0.0.1 alone. Safe to call at any time, by any number of starters: it finds
 * the running server, recovers the data after a crash, or makes an empty cluster. It never deletes data.
 *
 * @param durable true for data that must survive a power cut; false, many times faster, for tests.
 */
export function startEmbeddedPostgres(home: PostgresHome, durable: boolean): Promise<EmbeddedPostgres> {
  return withLock(lockFile(home), async () => {
    const binaries = postgresBinaries(home.account, home.folder);
    const instance = (
      access: Access,
      how: EmbeddedPostgres['how'],
      ...remarks: string[]
    ): EmbeddedPostgres => ({
      url: (database) => address(access, database),
      port: access.port,
      home,
      binaries,
      how,
      remarks,
    });

    if (!fs.existsSync(home.data)) {
      const fresh = { password: newPassword(), port: PREFERRED_PORT };
      // Before the data: a crash between the two must not leave data that nobody has the password of.
      writeAccess(home, fresh);
      createCluster(home, binaries, fresh.password, durable);
      return instance(await startServer(home, binaries, fresh, durable), 'made');
    }

    if (!fs.existsSync(path.join(home.data, 'PG_VERSION'))) {
      throw new Error(`${home.data} is not a PostgreSQL data directory. Move it away, or set DATABASE_URL.`);
    }
    const access = readAccess(home);
    const noted = notedServer(home.data);
    const answer = access && noted ? await knock(home, noted.port, access.password) : 'nothing';
    if (access && noted && answer === 'ours') return instance({ ...access, port: noted.port }, 'found');
    refuseOtherVersion(home, binaries);
    // It may run, but not for us: starting up, shutting down, or with a password that we do not have.
    clearStaleNote(home);
    stopServer(home, binaries);
    if (access && answer !== 'denied') {
      try {
        return instance(await startServer(home, binaries, access, durable), 'started');
      } catch (error) {
        if (!(error instanceof PasswordRefused)) throw error;
      }
    }
    const renewed = { password: newPassword(), port: access?.port ?? PREFERRED_PORT };
    resetPassword(home, binaries, renewed.password);
    writeAccess(home, renewed);
    const remark = `The password of the database in ${home.folder} was lost, and a new one was set. The data is unharmed.`;
    return instance(await startServer(home, binaries, renewed, durable), 'started', remark);
  });
}

const newPassword = () => randomBytes(24).toString('hex');

class PasswordRefused extends Error {}

/** A crash leaves the note of a dead server; PostgreSQL believes it when another process has that number now. */
function clearStaleNote(home: PostgresHome): void {
  const noted = notedServer(home.data);
  if (noted && !isServerOf(noted.pid, home.data))
    fs.rmSync(path.join(home.data, 'postmaster.pid'), { force: true });
}

async function startServer(
  home: PostgresHome,
  binaries: Binaries,
  access: Access,
  durable: boolean,
): Promise<Access> {
  const log = logFile(home);
  if ((fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) fs.truncateSync(log);
  const settings = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", 'max_connections=100'];
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  for (let attempt = 0; attempt < 6; attempt++) {
    // The port of last time, so that a bookmark in a database tool keeps working; any other when it is taken.
    const port = attempt < 5 && (await isPortFree(access.port)) ? access.port : await freePort();
    const options = [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
    const args = ['start', '-w', '-t', '60', '-D', home.data, '-l', log, '-o', options];
    // Its output must not be a pipe: the server inherits it and would keep this call waiting.
    const { status } = runAs(home.account, '/bin/sh', [
      '-c',
      '"$0" "$@" >/dev/null 2>&1',
      path.join(binaries.folder, 'pg_ctl'),
      ...args,
    ]);
    if (status === 0) {
      const started = { ...access, port };
      const answer = await knock(home, port, access.password);
      if (answer === 'ours') {
        writeAccess(home, started);
        return started;
      }
      stopServer(home, binaries);
      if (answer === 'denied') throw new PasswordRefused();
    }
    // The children of a killed server may hold its shared memory for a moment.
    await sleep(300 * (attempt + 1));
    clearStaleNote(home);
  }
  const lastWords = fs.existsSync(log)
    ? fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n')
    : '';
  throw new Error(`PostgreSQL did not start. The last lines of ${log}:\n${lastWords}`);
}

function stopServer(home: PostgresHome, binaries: Binaries): void {
  if (!notedServer(home.data)) return;
  runAs(home.account, path.join(binaries.folder, 'pg_ctl'), [
    'stop',
    '-w',
    '-t',
    '60',
    '-m',
    'fast',
    '-D',
    home.data,
  ]);
}

/** Stops the server, if it runs; open transactions are rolled back, committed data is safe. */
export function stopEmbeddedPostgres({
  home,
  binaries,
}: Pick<EmbeddedPostgres, 'home' | 'binaries'>): Promise<void> {
  return withLock(lockFile(home), async () => {
    clearStaleNote(home);
    stopServer(home, binaries);
  });
}
