import { spawnSync } from 'node:child_process';
import path from 'node:path';

/*
 * `npm run bench -- statistics|drift|labelling|pages|gate|reward`: each part is a program of its own, so that one's memory is
 * not counted as another's. Each prints a table and writes tests/bench/results/<name>.json (metric, value, unit).
 */
const PARTS: Record<string, string[]> = {
  statistics: ['statistics-agreement.ts', 'statistics-annotators.ts'],
  drift: ['drift-detection.ts'],
  reward: ['reward.ts'],
  pages: ['pages.ts'],
  gate: ['gate-evidence.ts', 'gate-concurrency.ts'],
};

const [wanted, ...rest] = process.argv.slice(2);
const programs = wanted ? PARTS[wanted] : undefined;
if (!programs) {
  console.error(`Say which: npm run bench -- ${Object.keys(PARTS).join(' | ')}`);
  process.exit(2);
}
for (const program of programs) {
  const file = path.join(import.meta.dirname, program);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', file, ...rest], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
