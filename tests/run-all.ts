import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CHECKOUT, packageProgram } from '#jobs/setup/checkout';
import { preparePrismaClient } from '#jobs/setup/prepare-prisma-client';
import { environmentWith } from '#lib/env';
import { workingChromium } from '#tests/e2e/setup/chromium';

/*
 * `npm test`: every check there is, cheapest first, ending at the first that fails. `npm test -- unit e2e` runs those
 * steps alone; `npm test -- ray` one that is not among all. The last line sums up the tests: "N passed, N failed, N skipped".
 */

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const RESULTS = path.join(CHECKOUT, 'test-results');
const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };

const biome = () =>
  node([packageProgram('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.']);

async function types(): Promise<boolean> {
  await preparePrismaClient();
  // Next writes the types of the routes, which links are checked against.
  if (!(await node([packageProgram('next', 'dist', 'bin', 'next'), 'typegen']))) return false;
  return node([packageProgram('typescript', 'bin', 'tsc'), '--noEmit']);
}

const vitest = (project: string) => () =>
  node([
    ...[packageProgram('vitest', 'vitest.mjs'), 'run', '--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile(project)}`],
  ]);

async function playwright(): Promise<boolean> {
  const CHROMIUM_PATH = await workingChromium();
  return node([packageProgram('playwright', 'cli.js'), 'test'], { CHROMIUM_PATH });
}

/** The Ray engine against a real Ray head on this machine. */
async function ray(): Promise<boolean> {
  const venv = path.join(CHECKOUT, '.data/ray-venv');
  const pip = path.join(venv, 'bin/pip');
  const run = (program: string, ...args: string[]) =>
    spawnSync(program, args, { stdio: 'inherit' }).status === 0;
  if (
    !fs.existsSync(path.join(venv, 'bin/ray')) &&
    !(run('python3', '-m', 'venv', venv) && run(pip, 'install', '-q', 'ray[default]'))
  )
    return false;
  return node(
    [
      ...[
        packageProgram('vitest', 'vitest.mjs'),
        'run',
        '--project',
        'integration',
        'tests/integration/ray-engine.test.ts',
      ],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile('ray')}`],
    ],
    { CONCORD_TEST_RAY: '1' },
  );
}

const STEPS: Record<string, () => Promise<boolean>> = {
  lint: biome,
  types,
  unit: vitest('unit'),
  integration: vitest('integration'),
  e2e: playwright,
  ray,
};

/** Only when it is named: it installs Ray and takes minutes. Without it the file says that it was skipped. */
const ONLY_NAMED = 'ray';

const resultFile = (step: string) => path.join(RESULTS, `${step}.json`);

function node(args: string[], settings: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const env = environmentWith({ NEXT_TELEMETRY_DISABLED: '1', ...settings });
    const child = spawn(process.execPath, args, {
      cwd: CHECKOUT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    // Told to end, by a signal to us alone, it ends too; its own setup then takes down what it started.
    const end = () => child.kill('SIGTERM');
    process.once('SIGTERM', end);
    child.on('close', (code) => {
      process.off('SIGTERM', end);
      resolve(code === 0);
    });
  });
}

/** What vitest and Playwright have written about a step, nothing for steps that have no tests. */
function countOf(step: string): Count {
  if (!fs.existsSync(resultFile(step))) return NOTHING;
  const result = JSON.parse(fs.readFileSync(resultFile(step), 'utf8')) as Record<string, number> & {
    stats?: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
  };
  const { stats } = result;
  if (stats)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  return {
    passed: result.numPassedTests ?? 0,
    failed: result.numFailedTests ?? 0,
    skipped: (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0),
  };
}

async function runStep(step: string): Promise<Count> {
  console.log(`\n— ${step}`);
  fs.rmSync(resultFile(step), { force: true });
  const began = performance.now();
  const ok = await STEPS[step]?.().catch((error: Error) => {
    console.error(error.message);
    return false;
  });
  console.log(
    `— ${step} ${ok ? 'passed' : 'failed'} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  const count = countOf(step);
  // A step can fail without a failed test: a lint error, a setup that broke.
  return ok || count.failed > 0 ? count : { ...count, failed: 1 };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((step) => !(step in STEPS));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; the steps are ${Object.keys(STEPS).join(', ')}.`);
  process.exit(2);
}
fs.mkdirSync(RESULTS, { recursive: true });
const total = { ...NOTHING };
for (const step of Object.keys(STEPS)) {
  if (wanted.length > 0 ? !wanted.includes(step) : step === ONLY_NAMED) continue;
  const count = await runStep(step);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key];
  if (total.failed > 0) break;
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
