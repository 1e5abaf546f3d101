import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CHECKOUT, dataFile, packageProgram } from './checkout';
import { runTool } from './run-tool';
import { withLock } from './with-lock';

// What the web app is not made of. A new folder counts as input until it is named here: better one build too many.
const NOT_INPUT = new Set(
  [
    'node_modules tests docs jobs migrations seed generated test-results playwright-report',
    'vitest.config.ts playwright.config.ts biome.json prisma.config.ts migrate.ts',
    // Written by the build itself.
    'next-env.d.ts tsconfig.json',
  ].flatMap((names) => names.split(' ')),
);

function inputs(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(
      ({ name }) => !name.startsWith('.') && !NOT_INPUT.has(name) && !/\.(md|log|tsbuildinfo)$/.test(name),
    )
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? inputs(file) : [file];
    })
    .sort();
}

function inputHash(): string {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of inputs(CHECKOUT)) {
    hash.update(`\0${path.relative(CHECKOUT, file)}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Next puts the server into a subfolder when it takes a folder above the checkout for the root of a workspace. */
function findServer(folder: string): string | null {
  const entries = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules');
  if (entries.some(({ name }) => name === 'server.js')) return path.join(folder, 'server.js');
  for (const entry of entries) {
    const found = entry.isDirectory() ? findServer(path.join(folder, entry.name)) : null;
    if (found) return found;
  }
  return null;
}

/** Next copies the settings files, with their secrets, into what people put into images. */
function removeSettings(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith('.env')) fs.rmSync(path.join(folder, name));
  }
}

/**
 * Puts the standalone server together with the files it serves, outside `.next`, so that the next build cannot pull it
 * from under a running server.
 */
function release(target: string): void {
  const unfinished = `${target}.unfinished`;
  const standalone = path.join(CHECKOUT, '.next', 'standalone');
  const built = fs.existsSync(standalone) ? findServer(standalone) : null;
  if (!built)
    throw new Error("The build has no standalone server; next.config must say output: 'standalone'.");
  removeSettings(path.dirname(built));
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.cpSync(standalone, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
  });
  const root = path.join(unfinished, path.relative(standalone, path.dirname(built)));
  fs.cpSync(path.join(CHECKOUT, '.next', 'static'), path.join(root, '.next', 'static'), { recursive: true });
  const assets = path.join(CHECKOUT, 'public');
  if (fs.existsSync(assets)) fs.cpSync(assets, path.join(root, 'public'), { recursive: true });
  fs.renameSync(unfinished, target);
}

/** Keeps the three newest: one may be served, one be under test. */
function removeOldReleases(folder: string): void {
  const byAge = fs
    .readdirSync(folder)
    .map((name) => path.join(folder, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const old of byAge.slice(3)) fs.rmSync(old, { recursive: true, force: true });
}

export interface WebBuild {
  /** The standalone server.js to run. */
  server: string;
  /** How long the build took; null when the sources had been built before. */
  seconds: number | null;
}

/** The web app as a server that can run, built only when its sources are not those of an earlier build. */
export async function buildWeb(onBuild: () => void): Promise<WebBuild> {
  const folder = dataFile('web');
  const target = path.join(folder, inputHash());
  const built = () => (fs.existsSync(target) ? findServer(target) : null);
  const before = built();
  if (before) return { server: before, seconds: null };
  return withLock(
    dataFile('build.lock'),
    async () => {
      const meanwhile = built();
      if (meanwhile) return { server: meanwhile, seconds: null };
      onBuild();
      const began = performance.now();
      const args = [packageProgram('next', 'dist', 'bin', 'next'), 'build'];
      const { ok, output } = await runTool(args, { NODE_ENV: 'production' });
      if (!ok) throw new Error(`The web app could not be built:\n${output}`);
      fs.mkdirSync(folder, { recursive: true });
      release(target);
      removeOldReleases(folder);
      return { server: built() as string, seconds: (performance.now() - began) / 1000 };
    },
    900,
  );
}
