import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { keepRows, readRows, verdict } from './bench-rows';

/*
 * `npm run bench -- <part>`: each program is a process of its own, so that one's memory is not counted as another's. It
 * prints a table and keeps its rows (metric, value, unit, goal) in tests/bench/results/<part>.json.
 *
 *   statistics  time and memory of the measures and models at 100k, 300k and 1M labels, part by part and whole
 *   coverage    what the 95 % intervals hold in simulated batches
 *   drift       false alarms and delays of the drift chart on 2,000 simulated annotators
 *   reward      training and scoring of reward models; what clickers cost and what reliability brings back; how often the over-optimisation warning is late or false
 *   pages       a lead's pages over a million labels
 *   gate        what the gate promises, and 500 requests at once
 *   export      1,000,000 labels as a data set: time and memory
 *   labelling   labels per second beside a bare route, and 200 annotators at once
 *   serving     what each statement of handing out and recording costs beside a million labels
 */
const PARTS: Record<string, string[][]> = {
  statistics: [
    ['statistics-agreement.ts'],
    ['statistics-annotators.ts'],
    ['statistics-report.ts', '100000', '100'],
    ['statistics-report.ts', '300000', '250'],
    ['statistics-report.ts', '1000000', '500'],
  ],
  coverage: [['agreement-coverage.ts']],
  drift: [['drift-detection.ts']],
  reward: [['reward.ts'], ['reward-clickers.ts'], ['over-optimisation.ts'], ['reward-serving.ts']],
  pages: [['pages.ts']],
  gate: [['gate-evidence.ts'], ['gate-concurrency.ts']],
  labelling: [['labelling.ts']],
  serving: [['serving-statements.ts']],
  export: [['export-million.ts']],
};

const [wanted, ...rest] = process.argv.slice(2);
const programs = wanted ? PARTS[wanted] : undefined;
if (!programs) {
  console.error(`Say which: npm run bench -- ${Object.keys(PARTS).join(' | ')}`);
  process.exit(2);
}
if (wanted === 'statistics') keepRows(wanted, [], { anew: true });
for (const [program, ...args] of programs) {
  const file = path.join(import.meta.dirname, program!);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', file, ...args, ...rest], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
if (wanted === 'statistics') {
  console.log(verdict(readRows(wanted)));
  console.log(
    'See also: npm run bench -- coverage (the intervals), npm run bench -- drift (2,000 annotators).',
  );
}
