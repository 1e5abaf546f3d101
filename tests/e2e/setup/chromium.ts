import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { packageProgram } from '#jobs/setup/checkout';
import { environmentWith, setting } from '#lib/env';

/** Playwright's own browser, as opposed to one of the system. */
const OWN = '';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const SYSTEM_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function systemBrowsers(): string[] {
  const folders = [...(environmentWith({}).PATH ?? '').split(path.delimiter), ...SYSTEM_FOLDERS];
  const files = SYSTEM_NAMES.flatMap((name) =>
    [...new Set(folders)].map((folder) => path.join(folder, name)),
  );
  return [...files, ...MAC].filter((file) => fs.existsSync(file));
}

/** Only a browser that opens a page counts: one may be there without its libraries, or be a note to install a snap. */
async function opensPage(executable: string): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath: executable || undefined, timeout: 20_000 });
    const page = await browser.newPage();
    const answer = await page.evaluate('1 + 1');
    await browser.close();
    return answer === 2;
  } catch {
    return false;
  }
}

async function find(): Promise<string | null> {
  for (const candidate of [OWN, ...systemBrowsers()]) {
    if (await opensPage(candidate)) return candidate;
  }
  return null;
}

const lastWords: string[] = [];

function run(program: string, args: string[]): boolean {
  console.log(`  ${[path.basename(program), ...args].join(' ')}`);
  const env = environmentWith({ DEBIAN_FRONTEND: 'noninteractive' });
  const answer = spawnSync(program, args, { encoding: 'utf8', env, timeout: 300_000 });
  if (answer.status !== 0) lastWords.push(...answer.stderr.trim().split('\n').slice(-5));
  return answer.status === 0;
}

const playwright = (...args: string[]) =>
  run(process.execPath, [packageProgram('playwright', 'cli.js'), ...args]);
const isRootOnDebian = () => process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');

/** Ways to get a browser, mildest first: a download into the home folder, the libraries it lacks, the system's package. */
const INSTALLATIONS: (() => boolean)[] = [
  () => playwright('install', '--only-shell', 'chromium'),
  // Without the download there is nothing that libraries would help.
  () => lastWords.length === 0 && isRootOnDebian() && playwright('install-deps', 'chromium'),
  () =>
    isRootOnDebian() &&
    run('apt-get', ['update', '-q']) &&
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation']),
];

/**
 * A Chromium that works here: the one that was named, Playwright's own, the system's, or one that is installed now.
 *
 * @returns the program file, "" for Playwright's own.
 */
export async function workingChromium(): Promise<string> {
  const named = setting('CHROMIUM_PATH');
  if (named) {
    if (await opensPage(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which does not start.`);
  }
  const found = await find();
  if (found !== null) return found;
  console.log('No Chromium was found; one is installed now.');
  for (const install of INSTALLATIONS) {
    if (!install()) continue;
    const installed = await find();
    if (installed !== null) return installed;
  }
  throw new Error(
    'The end-to-end tests need Chromium, and it could not be installed. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.' +
      `\n${lastWords.join('\n')}`,
  );
}
