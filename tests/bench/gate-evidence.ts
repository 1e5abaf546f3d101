import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seededRandom } from '#lib/statistics/random';
import { historyOfLooks } from '#tests/reference/looks-simulation';
import { promiseKept } from '#tests/reference/promise-simulation';

/*
 * What the gate promises, by simulation: how often a waiting run is released although the pool's alpha just misses the
 * threshold (allowed: 2.5 % over all looks of its history), and how often a check is decided after the number of labels
 * that was asked for (goal: 70–90 %).
 */
const rows: { metric: string; value: number; unit: string }[] = [];
const histories = Number(process.argv[2] ?? 300);
const policy = { comparisons: 500, overlapShare: 0.3 };

console.log('false releases over a whole history, alpha just below the threshold, 95 % level: allowed 2.5 %');
console.log('crew      spread  looks from–to     one look  plain, every look  as the gate reads it');
for (const setting of [
  { annotators: 8, mean: 0.75, spread: 0.2, from: 150, to: 3000, growth: 1.08 },
  { annotators: 12, mean: 0.75, spread: 0.2, from: 150, to: 3000, growth: 1.08 },
  { annotators: 12, mean: 0.8, spread: 0.05, from: 150, to: 3000, growth: 1.08 },
  { annotators: 20, mean: 0.8, spread: 0.1, from: 150, to: 3000, growth: 1.08 },
  { annotators: 40, mean: 0.75, spread: 0.2, from: 150, to: 3000, growth: 1.08 },
  { annotators: 10, annotatorsAtEnd: 40, mean: 0.8, spread: 0.1, from: 150, to: 3000, growth: 1.08 },
]) {
  const random = seededRandom(20261127 + setting.annotators);
  const counts = { first: 0, plain: 0, gate: 0 };
  for (let history = 0; history < histories; history++) {
    const outcome = historyOfLooks(setting, policy, 0.95, random);
    if (outcome.openedAtFirst) counts.first++;
    if (outcome.openedPlainly) counts.plain++;
    if (outcome.opened) counts.gate++;
  }
  const crew = `${setting.annotators}${'annotatorsAtEnd' in setting ? `→${setting.annotatorsAtEnd}` : ''}`;
  const share = (n: number) => `${((100 * n) / histories).toFixed(1)} %`;
  console.log(
    `${crew.padEnd(10)}${String(setting.spread).padEnd(8)}${`${setting.from}–${setting.to}`.padEnd(18)}${share(counts.first).padStart(8)}${share(counts.plain).padStart(19)}${share(counts.gate).padStart(22)}`,
  );
  const name = `crew of ${crew}, spread ${setting.spread}`;
  rows.push(
    { metric: `released wrongly, ${name}: one plain look`, value: counts.first / histories, unit: 'share' },
    {
      metric: `released wrongly, ${name}: plain, every look`,
      value: counts.plain / histories,
      unit: 'share',
    },
    {
      metric: `released wrongly, ${name}: as the gate reads it`,
      value: counts.gate / histories,
      unit: 'share',
    },
  );
}

for (const of of ['labels', 'annotators'] as const) {
  const kept = promiseKept({ projects: 200, seed: 20261127, of });
  console.log(
    `\ndecided after as many ${of} as were asked for: ${kept.decided} of ${kept.projects} projects (goal 70–90 %); told to find people: ${kept.needPeople}, out of reach: ${kept.outOfReach}`,
  );
  rows.push({
    metric: `decided after the ${of} asked for`,
    value: kept.decided / kept.projects,
    unit: 'share',
  });
  for (const [group, { projects, decided }] of [...kept.groups].sort()) {
    console.log(
      `  ${group.padEnd(24)}${decided} of ${projects} (${Math.round((100 * decided) / projects)} %)`,
    );
    rows.push({
      metric: `decided after the ${of} asked for, ${group}`,
      value: decided / projects,
      unit: 'share',
    });
  }
}
const folder = path.resolve('tests/bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'gate-evidence.json'), `${JSON.stringify(rows, null, 2)}\n`);
