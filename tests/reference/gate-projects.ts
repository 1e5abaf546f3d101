import { agreementTally } from '#lib/agreement/agreement-tally';
import { estimateBasis } from '#lib/agreement/estimate-basis';
import { alphaMeasure, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { choiceMirror } from '#lib/agreement/orientation';
import type { QualityFigures } from '#lib/gate/quality-figures';
import type { Random } from '#lib/statistics/random';

const MIRROR = choiceMirror(['A', 'TIE', 'B'])!;
const SWAP_INVARIANT = alphaMeasure(3, { mirror: MIRROR });
/** Shares of the true answers A, tie, B. */
const MARGINS = [0.45, 0.1, 0.45] as const;

/** A crew drawn from a pool whose accuracies are uniform on mean ± spread, and the labels it has given so far. */
export interface SimulatedProject {
  setting: ProjectSetting;
  accuracy: number[];
  truth: number[];
  /** Comparisons on which careful people differ: everyone is right half of the time. */
  split: boolean[];
  /** Labels by comparison: who, and what they chose. */
  labels: { annotator: number; choice: number }[][];
}

export interface ProjectSetting {
  annotators: number;
  mean: number;
  spread: number;
  /** Share of comparisons on which people differ; none when left out. */
  split?: number;
}

/** What the swap-invariant alpha of the whole pool tends to, in closed form: independent annotators who err at random. */
export function poolAlpha(mean: number): number {
  const agreement = mean * mean + (1 - 2 * mean + mean * mean) / 2;
  const share = (s: number) => s * mean + ((1 - s) * (1 - mean)) / 2;
  const side = (share(MARGINS[0]) + share(MARGINS[2])) / 2;
  const chance = 2 * side * side + share(MARGINS[1]) ** 2;
  return (agreement - chance) / (1 - chance);
}

export function drawProject(setting: ProjectSetting, random: Random): SimulatedProject {
  const accuracy = Array.from({ length: setting.annotators }, () => drawAccuracy(setting, random));
  return { setting, accuracy, truth: [], split: [], labels: [] };
}

export const drawAccuracy = ({ mean, spread }: ProjectSetting, random: Random): number =>
  mean - spread + 2 * spread * random.next();

/** One more label on a comparison (or on a new one), by somebody (or `by` whom) of the crew who has not labelled it. */
export function addLabel(project: SimulatedProject, item: number, random: Random, by?: number): void {
  while (project.labels.length <= item) {
    const u = random.next();
    project.truth.push(u < MARGINS[0] ? 0 : u < MARGINS[0] + MARGINS[1] ? 1 : 2);
    project.split.push(random.next() < (project.setting.split ?? 0));
    project.labels.push([]);
  }
  const given = project.labels[item]!;
  const crew = project.accuracy.length;
  if (given.length >= crew) return;
  let annotator = by ?? random.integer(crew);
  while (given.some((l) => l.annotator === annotator)) annotator = (annotator + 1) % crew;
  const truth = project.truth[item]!;
  const right = random.next() < (project.split[item] ? 0.5 : project.accuracy[annotator]!);
  given.push({ annotator, choice: right ? truth : (truth + 1 + random.integer(2)) % 3 });
}

/** Collects as the product does: one more label each, comparisons with the fewest first, none of them twice in a round. */
export function collect(project: SimulatedProject, count: number, random: Random): void {
  let left = count;
  while (left > 0) {
    const order = [...project.labels.keys()].sort(
      (a, b) => project.labels[a]!.length - project.labels[b]!.length,
    );
    for (const item of order.slice(0, left)) addLabel(project, item, random);
    left -= Math.min(left, order.length);
  }
}

/** The figures that the gate reads of agreement; everything else is sound and beside the point. */
export function figuresOf(project: SimulatedProject): QualityFigures {
  const flat = project.labels.flatMap((given, item) => given.map((l) => ({ item, ...l })));
  const columns: LabelColumns = {
    items: Int32Array.from(flat, (l) => l.item),
    annotators: Int32Array.from(flat, (l) => l.annotator),
    choices: Uint8Array.from(flat, (l) => l.choice),
    itemCount: project.labels.length,
    annotatorCount: project.accuracy.length,
    categoryCount: 3,
  };
  return alphaFigures(columns);
}

export function alphaFigures(columns: LabelColumns): QualityFigures {
  const tally = agreementTally(columns);
  return {
    labels: columns.items.length,
    comparisons: columns.itemCount,
    comparisonsWithOverlap: tally.total[tally.layout.pairable]!,
    annotators: columns.annotatorCount,
    swapInvariantAlpha: swapInvariantAlpha(tally, MIRROR),
    alphaBasis: estimateBasis(tally, SWAP_INVARIANT),
    cohorts: [],
    influence: [],
  } as unknown as QualityFigures;
}
