import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';

/** The account that PostgreSQL runs under. `ids` is empty when it is simply the one of this process. */
export interface Account {
  name: string;
  ids: { uid?: number; gid?: number };
}

const asNumber = (name: string, option: '-u' | '-g'): number | null => {
  const answer = spawnSync('id', [option, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : null;
};

/**
 * PostgreSQL refuses to run as root, so root lends it an account that can do little: the owner of the data if there is
 * some, else `postgres`, else `nobody`. Everybody else runs it as themselves.
 */
export function postgresAccount(dataDirectory: string): Account {
  if (process.getuid?.() !== 0) return { name: userName(), ids: {} };
  const owner = fs.statSync(dataDirectory, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    const name = spawnSync('id', ['-un', String(owner.uid)], { encoding: 'utf8' }).stdout?.trim();
    return { name: name || `number ${owner.uid}`, ids: { uid: owner.uid, gid: owner.gid } };
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = asNumber(name, '-u');
    const gid = asNumber(name, '-g');
    if (uid && gid) return { name, ids: { uid, gid } };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody". Start as an ordinary user, or set DATABASE_URL.',
  );
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    throw new Error(
      `PostgreSQL needs a user name, and user number ${process.getuid?.()} has none on this machine. Add it to /etc/passwd, start as another user, or set DATABASE_URL.`,
    );
  }
}

/** Runs a program as the account, with an environment that does not depend on who started us. */
export function runAs(account: Account, program: string, args: string[], input?: string) {
  return spawnSync(program, args, {
    ...account.ids,
    cwd: '/',
    encoding: 'utf8',
    input,
    env: { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
}

/** Whether the account can enter this folder and write there: the folders above it decide as much as its own mode. */
export function canUse(account: Account, folder: string): boolean {
  return runAs(account, '/bin/sh', ['-c', 'cd "$1" && [ -w . ]', 'sh', folder]).status === 0;
}
