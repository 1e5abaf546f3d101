import { seededRandom } from '#lib/statistics/random';
import { DRIFTER_CHANGE_AT_LABEL, DRIFTER_KEY } from '#prisma/seed/demo/people';
import { settledTaste, simulateChoice } from '#prisma/seed/demo/simulated-annotator';
import type { DemoLabel, DemoScenario } from '#prisma/seed/demo/types';

/** The labels that the drifter gave since the change; `late` moves the start, as an estimate of it would. */
export function driftedLabels(scenario: DemoScenario, late = 0): DemoLabel[] {
  return scenario.labels.filter((l) => l.annotator === DRIFTER_KEY).slice(DRIFTER_CHANGE_AT_LABEL + late);
}

/** The first thing the lead does: sets the drifter's labels aside. He is paused as well, so he collects nothing below. */
export function withoutDrift(scenario: DemoScenario, late = 0): DemoLabel[] {
  const excluded = new Set(driftedLabels(scenario, late));
  return scenario.labels.filter((l) => !excluded.has(l));
}

/**
 * The second thing: `count` more comparisons get one more label each, those with one label first. The other seven take
 * turns, as in the worker; `seed` decides who meets which comparison and how they answer.
 */
export function collectOverlap(
  scenario: DemoScenario,
  labels: DemoLabel[],
  { count, seed }: { count: number; seed: number },
): DemoLabel[] {
  const done = new Map<string, Set<string>>();
  const counted = new Map<string, number>();
  const given = new Map<string, number>();
  for (const l of scenario.labels) {
    done.set(l.comparisonExternalId, (done.get(l.comparisonExternalId) ?? new Set()).add(l.annotator));
    given.set(l.annotator, (given.get(l.annotator) ?? 0) + 1);
  }
  for (const l of labels)
    if (l.round === 1) counted.set(l.comparisonExternalId, (counted.get(l.comparisonExternalId) ?? 0) + 1);
  const crew = scenario.people.filter((p) => p.behaviour && p.key !== DRIFTER_KEY);
  const random = seededRandom(seed);
  const queue = scenario.comparisons
    .filter((c) => (counted.get(c.externalId) ?? 0) >= 1)
    .sort((a, b) => counted.get(a.externalId)! - counted.get(b.externalId)!)
    .slice(0, count);
  let turn = random.integer(crew.length);
  const collected: DemoLabel[] = [];
  for (const comparison of queue) {
    const people = done.get(comparison.externalId)!;
    if (crew.every((a) => people.has(a.key))) continue;
    while (people.has(crew[turn % crew.length]!.key)) turn++;
    const annotator = crew[turn++ % crew.length]!;
    const labelNumber = (given.get(annotator.key) ?? 0) + 1;
    given.set(annotator.key, labelNumber);
    const shownSwapped = random.next() < 0.5;
    const answer = simulateChoice({
      behaviour: annotator.behaviour!,
      ...comparison.simulation,
      shownSwapped,
      labelNumber,
      random,
      taste: settledTaste(seed, `${annotator.key}/${comparison.externalId}`, seededRandom),
    });
    collected.push({
      comparisonExternalId: comparison.externalId,
      annotator: annotator.key,
      ...answer,
      shownSwapped,
      createdAt: new Date(scenario.labels.at(-1)!.createdAt.getTime() + 1000 * (collected.length + 1)),
      round: 1,
      guidelineVersion: 2,
    });
  }
  return [...labels, ...collected];
}
