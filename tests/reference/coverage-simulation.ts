import { agreementTally } from '#lib/agreement/agreement-tally';
import { gwetAc } from '#lib/agreement/chance-corrected';
import { krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { choiceMirror } from '#lib/agreement/orientation';
import type { Interval } from '#lib/statistics/estimate';
import { type Random, seededRandom } from '#lib/statistics/random';

const mirror = choiceMirror(['A', 'TIE', 'B'])!;

export interface CoverageSetting {
  items: number;
  annotators: number;
  /** Shares of the true answers A, tie, B. */
  margins: readonly [number, number, number];
  replicates: number;
  seed: number;
  /** Labels per comparison; 3 when left out. */
  overlap?: number;
  /**
   * The k-th annotator gives labels in proportion to k^−skew; 0 when left out. Above 0 the item figures mean nothing:
   * what this crew tends to then depends on who meets whom, and is not known in closed form.
   */
  workloadSkew?: number;
}

/** Share of simulated batches whose 95 % interval holds the figure it claims to hold. */
export interface Coverage {
  /** Item interval: the figure of these annotators on endless comparisons. */
  alphaItems: number;
  swapInvariantItems: number;
  gwetAc1Items: number;
  /** Annotator interval: the figure of endlessly many annotators like these. */
  alphaAnnotators: number;
  swapInvariantAnnotators: number;
}

/**
 * Batches of labels by annotators whose accuracy is uniform on .55 to .95 and who err at random
 * between the two other answers. What the figures tend to is known in closed form.
 */
export function simulateCoverage(setting: CoverageSetting): Coverage {
  const random = seededRandom(setting.seed);
  const hits = {
    alphaItems: 0,
    swapInvariantItems: 0,
    gwetAc1Items: 0,
    alphaAnnotators: 0,
    swapInvariantAnnotators: 0,
  };
  // Of independent annotators, the product of two accuracies is on average the square of the mean.
  const pool = limits(setting.margins, 0.75, 0.75 ** 2);
  for (let replicate = 0; replicate < setting.replicates; replicate++) {
    const accuracy = Float64Array.from({ length: setting.annotators }, () => 0.55 + 0.4 * random.next());
    const tally = agreementTally(drawBatch(setting, accuracy, random));
    const crew = crewLimits(setting.margins, accuracy);
    const alpha = krippendorffAlpha(tally);
    const swapInvariant = swapInvariantAlpha(tally, mirror);
    hits.alphaItems += holds(alpha.ci95, crew.alpha);
    hits.swapInvariantItems += holds(swapInvariant.ci95, crew.swapInvariant);
    hits.gwetAc1Items += holds(gwetAc(tally).ci95, crew.gwetAc1);
    hits.alphaAnnotators += holds(alpha.ci95Annotators ?? null, pool.alpha);
    hits.swapInvariantAnnotators += holds(swapInvariant.ci95Annotators ?? null, pool.swapInvariant);
  }
  for (const key of Object.keys(hits) as (keyof Coverage)[]) hits[key] /= setting.replicates;
  return hits;
}

/** An interval that cannot be given holds nothing. */
const holds = (interval: Interval | null, figure: number) =>
  interval && interval[0] <= figure && figure <= interval[1] ? 1 : 0;

function drawBatch(setting: CoverageSetting, accuracy: Float64Array, random: Random): LabelColumns {
  const { items: itemCount, annotators: annotatorCount, margins, overlap = 3 } = setting;
  const items = new Int32Array(itemCount * overlap);
  const annotators = new Int32Array(itemCount * overlap);
  const choices = new Uint8Array(itemCount * overlap);
  const draw = crewSampler(annotatorCount, setting.workloadSkew ?? 0, random);
  for (let item = 0; item < itemCount; item++) {
    const u = random.next();
    const truth = u < margins[0] ? 0 : u < margins[0] + margins[1] ? 1 : 2;
    const crew = draw(overlap);
    for (let k = 0; k < overlap; k++) {
      const annotator = crew[k]!;
      const at = item * overlap + k;
      items[at] = item;
      annotators[at] = annotator;
      choices[at] = random.next() < accuracy[annotator]! ? truth : (truth + 1 + random.integer(2)) % 3;
    }
  }
  return { items, annotators, choices, itemCount, annotatorCount, categoryCount: 3 };
}

/** Draws different annotators, each in proportion to their share of the work. */
function crewSampler(annotators: number, skew: number, random: Random): (size: number) => number[] {
  const upTo = new Float64Array(annotators);
  let sum = 0;
  for (let k = 0; k < annotators; k++) {
    sum += (k + 1) ** -skew;
    upTo[k] = sum;
  }
  return (size) => {
    const crew: number[] = [];
    while (crew.length < size) {
      const u = random.next() * sum;
      const annotator = upTo.findIndex((end) => u < end);
      if (!crew.includes(annotator)) crew.push(annotator);
    }
    return crew;
  };
}

function crewLimits(margins: readonly number[], accuracy: Float64Array) {
  const n = accuracy.length;
  const sum = accuracy.reduce((total, a) => total + a, 0);
  const squares = accuracy.reduce((total, a) => total + a * a, 0);
  return limits(margins, sum / n, (sum * sum - squares) / (n * (n - 1)));
}

/** What alpha, swap-invariant alpha and AC1 tend to, from the mean accuracy and the mean product of two different ones. */
function limits(margins: readonly number[], accuracy: number, product: number) {
  // Two annotators agree by both being right, or both wrong in the same one of two ways.
  const agreement = product + (1 - 2 * accuracy + product) / 2;
  const shares = margins.map((share) => share * accuracy + ((1 - share) * (1 - accuracy)) / 2);
  const corrected = (chance: number) => (agreement - chance) / (1 - chance);
  const square = (values: readonly number[]) => values.reduce((sum, share) => sum + share * share, 0);
  const side = (shares[0]! + shares[2]!) / 2;
  return {
    alpha: corrected(square(shares)),
    swapInvariant: corrected(square([side, shares[1]!, side])),
    gwetAc1: corrected((1 - square(shares)) / 2),
  };
}
