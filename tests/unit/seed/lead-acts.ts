import { seededRandom } from '#lib/statistics/random';
import { DEMO_ANNOTATORS, DRIFTER_CHANGE_AT_LABEL, DRIFTER_KEY } from '#prisma/seed/demo/people';
import { settledTaste, simulateChoice } from '#prisma/seed/demo/simulated-annotator';
import type { DemoLabel, DemoScenario } from '#prisma/seed/demo/types';

/** The labels that the drifter gave since the change, or since an estimate of it that comes `late` labels after it. */
export function driftedLabels(scenario: DemoScenario, late = 0): DemoLabel[] {
  return scenario.labels.filter((l) => l.annotator === DRIFTER_KEY).slice(DRIFTER_CHANGE_AT_LABEL + late);
}

/**
 * What the lead does in the demo: the drifter's labels since the change are excluded, and `extra` labels are collected
 * from the other annotators, in turn, on comparisons that have one label left, then on those with two.
 */
export function leadActs(
  scenario: DemoScenario,
  { extra, late = 0, collectionSeed = 77 }: { extra: number; late?: number; collectionSeed?: number },
): DemoLabel[] {
  const excluded = new Set(driftedLabels(scenario, late));
  const labels = scenario.labels.filter((l) => !excluded.has(l));
  const done = new Map<string, Set<string>>();
  for (const l of labels) {
    const people = done.get(l.comparisonExternalId) ?? new Set<string>();
    people.add(l.annotator);
    done.set(l.comparisonExternalId, people);
  }
  const given = new Map<string, number>();
  for (const l of labels) given.set(l.annotator, (given.get(l.annotator) ?? 0) + 1);
  const crew = DEMO_ANNOTATORS.filter((a) => a.key !== DRIFTER_KEY);
  const random = seededRandom(collectionSeed);
  const open = scenario.comparisons
    .filter((c) => (done.get(c.externalId)?.size ?? 0) >= 1)
    .sort((a, b) => done.get(a.externalId)!.size - done.get(b.externalId)!.size);
  let turn = collectionSeed;
  const collected: DemoLabel[] = [];
  for (const comparison of open) {
    if (collected.length === extra) break;
    const people = done.get(comparison.externalId)!;
    if (people.size >= 3) continue;
    while (people.has(crew[turn % crew.length]!.key)) turn++;
    const annotator = crew[turn++ % crew.length]!;
    const labelNumber = (given.get(annotator.key) ?? 0) + 1;
    given.set(annotator.key, labelNumber);
    const shownSwapped = random.next() < 0.5;
    const answer = simulateChoice({
      behaviour: annotator.behaviour,
      ...comparison.simulation,
      shownSwapped,
      labelNumber,
      random,
      taste: settledTaste(scenario.seed, `${annotator.key}/${comparison.externalId}`, seededRandom),
    });
    collected.push({
      comparisonExternalId: comparison.externalId,
      annotator: annotator.key,
      ...answer,
      shownSwapped,
      createdAt: new Date(0),
      round: 1,
      guidelineVersion: 2,
    });
  }
  return [...labels, ...collected];
}
