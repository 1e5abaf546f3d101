import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { runAs } from './postgres-account';
import type { Binaries } from './postgres-binaries';
import type { PostgresHome } from './postgres-home';
import { commandOf, identityOf, isAlive } from './process-identity';

/** The one role of the embedded database. */
export const ROLE = 'concord';

/** The server that the data directory says it has: a crash leaves the note behind. */
export function notedServer(data: string): { pid: number; port: number } | null {
  try {
    const lines = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

/**
 * Whether that process is the server of this data. A server's working directory is its data directory, also after the
 * folder was moved; where the system hides that, any living "postgres" counts, because a second server on the same
 * data would destroy it.
 */
export function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(identityOf(pid))) return false;
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(data);
  } catch {
    return /postgres/.test(commandOf(pid)) || commandOf(pid) === '';
  }
}

/** What a port says when our role knocks: the server of this data, that it does not know our password, or nothing of use. */
export type Answer = 'ours' | 'denied' | 'nothing';

export async function knock(home: PostgresHome, port: number, password: string): Promise<Answer> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ROLE,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 3000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    // Another server may have taken the port.
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return fs.realpathSync(rows[0]?.data_directory ?? '') === fs.realpathSync(home.data) ? 'ours' : 'nothing';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'denied' : 'nothing';
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes an empty cluster beside its final place and moves it there, so that a crash on the way leaves no half of one. */
export function createCluster(
  home: PostgresHome,
  binaries: Binaries,
  password: string,
  durable: boolean,
): void {
  const fresh = path.join(home.folder, 'data.unfinished');
  fs.rmSync(fresh, { recursive: true, force: true });
  const args = ['-D', fresh, '-U', ROLE, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'];
  // The same order of text on every machine, whatever locales it has.
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (!durable) args.push('--no-sync');
  const passwordFile = path.join(home.folder, 'password.unfinished');
  const { uid, gid } = home.account.ids;
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) fs.chownSync(passwordFile, uid, gid);
  const initdb = path.join(binaries.folder, 'initdb');
  const answer = runAs(home.account, initdb, [...args, `--pwfile=${passwordFile}`]);
  fs.rmSync(passwordFile);
  if (answer.status !== 0)
    throw new Error(`PostgreSQL could not make its data directory: ${answer.error ?? answer.stderr}`);
  fs.renameSync(fresh, home.data);
}

/** Sets the role's password with the server down: nobody can connect to this mode, so nothing is open meanwhile. */
export function resetPassword(home: PostgresHome, binaries: Binaries, password: string): void {
  const statement = `ALTER ROLE ${ROLE} PASSWORD '${password}';\n`;
  const args = ['--single', '-D', home.data, '-c', 'unix_socket_directories=', 'postgres'];
  const answer = runAs(home.account, path.join(binaries.folder, 'postgres'), args, statement);
  if (answer.status !== 0 || /ERROR|FATAL/.test(answer.stderr)) {
    throw new Error(
      `The password of the database in ${home.folder} is lost and could not be set anew: ${answer.stderr}`,
    );
  }
}

/** Data that only another major version of PostgreSQL can read is left alone. */
export function refuseOtherVersion(home: PostgresHome, binaries: Binaries): void {
  const made = fs.readFileSync(path.join(home.data, 'PG_VERSION'), 'utf8').trim();
  if (made === binaries.majorVersion) return;
  throw new Error(
    `The database in ${home.folder} was made by PostgreSQL ${made}, and PostgreSQL ${binaries.majorVersion} is installed. Nothing was changed. Go back to the version of Concord that made it and export your projects, or move the folder away to begin with an empty database.`,
  );
}
