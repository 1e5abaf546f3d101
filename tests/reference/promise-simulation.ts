import { decide } from '#lib/gate/decide';
import { labelsToDecide } from '#lib/gate/labels-to-decide';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { type Random, seededRandom } from '#lib/statistics/random';
import {
  addLabel,
  collect,
  drawAccuracy,
  drawProject,
  figuresOf,
  type SimulatedProject,
} from './gate-projects';

export interface KeptPromise {
  /** Undecided projects that were given a number that is promised to decide it, and those where it did. */
  projects: number;
  decided: number;
  /** The same by group: how large the crew is, how large the number. */
  groups: Map<string, { projects: number; decided: number }>;
  /** Undecided projects that were told to find more annotators, or that nothing in reach decides it. */
  needPeople: number;
  outOfReach: number;
}

interface PromiseSetting {
  projects: number;
  seed: number;
  /** What is tested: numbers of labels, or of annotators (with their labels). */
  of?: 'labels' | 'annotators';
}

/**
 * Draws undecided projects (8 to 40 annotators more or less alike, up to two in five comparisons on which people differ,
 * a threshold near the figure), asks what would decide them, collects exactly that, and judges again.
 */
export function promiseKept({ projects, seed, of = 'labels' }: PromiseSetting): KeptPromise {
  const random = seededRandom(seed);
  const kept: KeptPromise = { projects: 0, decided: 0, groups: new Map(), needPeople: 0, outOfReach: 0 };
  while (kept.projects < projects) {
    const { project, overlapping, singles } = drawUndecided(random);
    const figures = figuresOf(project);
    const threshold = figures.swapInvariantAlpha.value! + 0.24 * (random.next() - 0.6);
    const checks = { swapInvariantAlpha: threshold, comparisons: 500, overlapShare: 0.3 };
    const undecided = (f: QualityFigures) =>
      decide({ figures: f, lastSequence: 1, neededSequence: 1 }, checks).checks.find(
        (c) => c.check === 'swapInvariantAlpha',
      )!.verdict === 'NOT_ENOUGH_EVIDENCE';
    if (!undecided(figures)) continue;
    const needed = labelsToDecide(figures, threshold, { checks, level: 0.95 })!;
    const people = needed.annotators;
    if (people === null) kept.outOfReach++;
    else if (people > 0) kept.needPeople++;
    if (of === 'labels' ? people !== 0 : !people || people > 60) continue;
    if (of === 'labels' && needed.labels! > 15_000) continue;
    if (of === 'annotators') join(project, people!, figures, overlapping + singles, random);
    else if (needed.newComparisons > 0) widen(project, needed.newComparisons, overlapping, singles, random);
    else collect(project, needed.labels!, random);
    const decided = !undecided(figuresOf(project));
    kept.projects++;
    if (decided) kept.decided++;
    const crew = project.setting.annotators;
    for (const group of [
      crew < 14 ? 'crew of 8–13' : crew < 25 ? 'crew of 14–24' : 'crew of 25–40',
      ...(of === 'labels' ? [needed.newComparisons > 0 ? 'with new comparisons' : 'on what is there'] : []),
    ]) {
      const counts = kept.groups.get(group) ?? { projects: 0, decided: 0 };
      kept.groups.set(group, counts);
      counts.projects++;
      if (decided) counts.decided++;
    }
  }
  return kept;
}

function drawUndecided(random: Random): { project: SimulatedProject; overlapping: number; singles: number } {
  const mean = 0.7 + 0.22 * random.next();
  const project = drawProject(
    {
      annotators: 8 + random.integer(33),
      mean,
      spread: Math.min(0.02 + 0.13 * random.next(), 1 - mean),
      split: 0.4 * random.next(),
    },
    random,
  );
  const overlapping = 100 + random.integer(900);
  const singles = random.integer(2 * overlapping);
  for (let item = 0; item < overlapping; item++) {
    addLabel(project, item, random);
    addLabel(project, item, random);
  }
  for (let item = overlapping; item < overlapping + singles; item++) addLabel(project, item, random);
  return { project, overlapping, singles };
}

/** A second label on everything, and new comparisons with two. */
function widen(
  project: SimulatedProject,
  fresh: number,
  overlapping: number,
  singles: number,
  random: Random,
): void {
  for (let item = overlapping; item < overlapping + singles; item++) addLabel(project, item, random);
  const at = project.labels.length;
  for (let item = at; item < at + fresh; item++) {
    addLabel(project, item, random);
    addLabel(project, item, random);
  }
}

/** New annotators with as many labels as the others have given, on new comparisons, two by two with anybody. */
function join(
  project: SimulatedProject,
  people: number,
  figures: QualityFigures,
  items: number,
  random: Random,
): void {
  const each = Math.max(20, Math.round(figures.labels / project.accuracy.length));
  for (let k = 0; k < people; k++) project.accuracy.push(drawAccuracy(project.setting, random));
  const fresh = Math.round((people * each) / 2);
  for (let item = items; item < items + fresh; item++) {
    addLabel(project, item, random, random.integer(people) + project.setting.annotators);
    addLabel(project, item, random);
  }
  for (let item = 0; item < items; item++)
    if (project.labels[item]!.length === 1)
      addLabel(project, item, random, random.integer(people) + project.setting.annotators);
}
