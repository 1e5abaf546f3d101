import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, canUse, postgresAccount } from './postgres-account';

/** Where one embedded PostgreSQL keeps everything: its data, log and password. */
export interface PostgresHome {
  folder: string;
  data: string;
  account: Account;
}

const isRoot = () => process.getuid?.() === 0;

const dataOf = (folder: string) => path.join(folder, 'data');

const hasData = (folder: string) => fs.existsSync(path.join(dataOf(folder), 'PG_VERSION'));

/** Makes the folder for the account; false when that account could not work there. */
function prepare(folder: string, account: Account): boolean {
  try {
    // Root's `.data` may be entered by the lent account, but not listed; files in it that are secret say so themselves.
    fs.mkdirSync(path.dirname(folder), { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, gid } = account.ids;
    // A folder that somebody else made in our place would let them read the data.
    if (fs.lstatSync(folder).isSymbolicLink()) return false;
    if (uid !== undefined && gid !== undefined) fs.chownSync(folder, uid, gid);
    fs.chmodSync(folder, 0o700);
  } catch {
    return false;
  }
  return canUse(account, folder);
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // It was never made, or somebody keeps something in it.
  }
}

/**
 * The place for the database of a checkout: `.data/postgres` in it. Only when root has lent PostgreSQL an account that
 * cannot reach the checkout (below /root, say) is it outside, under a name made from the checkout's path. Not in a
 * temporary folder: those are swept. Data that is already there decides before anything else.
 */
export function postgresHome(checkout: string): PostgresHome {
  const inside = path.join(checkout, '.data', 'postgres');
  const tag = createHash('sha256').update(fs.realpathSync(checkout)).digest('hex').slice(0, 12);
  const outside = `/var/lib/concord/${tag}`;
  const candidates = isRoot() ? [inside, outside] : [inside];
  candidates.sort((a, b) => Number(hasData(b)) - Number(hasData(a)));
  for (const folder of candidates) {
    const account = postgresAccount(dataOf(folder));
    if (prepare(folder, account)) return { folder, data: dataOf(folder), account };
    if (!hasData(folder)) {
      removeIfEmpty(folder);
    } else {
      throw new Error(
        `The database in ${folder} belongs to another user. Start as that user, give it to yourself with chown -R, or set DATABASE_URL.`,
      );
    }
  }
  throw new Error(
    `PostgreSQL cannot write to ${candidates.join(' or ')}. Make it writable, or set DATABASE_URL.`,
  );
}

/** A place for a database that is thrown away afterwards, in the first temporary folder that the account can reach. */
export function temporaryPostgresHome(): PostgresHome {
  const account = postgresAccount('');
  for (const parent of new Set([os.tmpdir(), '/tmp', '/var/tmp'])) {
    try {
      const folder = fs.mkdtempSync(path.join(parent, 'concord-test-'));
      if (prepare(folder, account)) return { folder, data: dataOf(folder), account };
      fs.rmSync(folder, { recursive: true });
    } catch {
      // Not writable: the next.
    }
  }
  throw new Error('No temporary folder can be used by PostgreSQL; set TMPDIR to one.');
}
