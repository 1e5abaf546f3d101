import type { LabelColumns } from '#lib/agreement/label-columns';
import { seededRandom } from '#lib/statistics/random';

export interface SimulatedCrew {
  columns: LabelColumns;
  truths: Uint8Array;
  /** Label number (1-based) from which annotator 0 is careless. */
  driftsFrom: number;
}

/**
 * A crew that labels A / tie / B side by side at overlap 2 or 3: accuracies of .80–.90, wrong answers spread evenly.
 * Annotator 0 has accuracy .85 in the first half and `accuracyAfter` in the second.
 */
export function simulatedCrew(
  seed: number,
  { size = 8, labels, accuracyAfter = 0.45 }: { size?: number; labels?: number; accuracyAfter?: number } = {},
): SimulatedCrew {
  const random = seededRandom(seed);
  const targets = Array.from({ length: size }, () => labels ?? 150 + random.integer(151));
  const accuracies = targets.map((_, annotator) => (annotator === 0 ? 0.85 : 0.8 + 0.1 * random.next()));
  const left = [...targets];
  const driftsFrom = Math.floor(targets[0]! / 2) + 1;
  const items: number[] = [];
  const annotators: number[] = [];
  const choices: number[] = [];
  const truths: number[] = [];
  for (;;) {
    const free = left.flatMap((count, annotator) => (count > 0 ? [annotator] : []));
    if (free.length < 2) break;
    const truth = random.next() < 0.45 ? 0 : random.next() < 0.82 ? 2 : 1;
    const overlap = Math.min(free.length, 2 + random.integer(2));
    for (const annotator of drawByWork(free, left, overlap, random.next)) {
      const careless = annotator === 0 && targets[0]! - left[0]! + 1 >= driftsFrom;
      const right = random.next() < (careless ? accuracyAfter : accuracies[annotator]!);
      items.push(truths.length);
      annotators.push(annotator);
      choices.push(right ? truth : (truth + 1 + random.integer(2)) % 3);
      left[annotator]!--;
    }
    truths.push(truth);
  }
  const columns = {
    items: Int32Array.from(items),
    annotators: Int32Array.from(annotators),
    choices: Uint8Array.from(choices),
    itemCount: truths.length,
    annotatorCount: size,
    categoryCount: 3,
  };
  return { columns, truths: Uint8Array.from(truths), driftsFrom };
}

/** Draws different annotators, those with most work left first, so that all finish at about the same time. */
function drawByWork(free: number[], left: number[], count: number, uniform: () => number): number[] {
  const drawn: number[] = [];
  while (drawn.length < count) {
    const rest = free.filter((annotator) => !drawn.includes(annotator));
    let at = uniform() * rest.reduce((sum, annotator) => sum + left[annotator]!, 0);
    const chosen = rest.find((annotator) => {
      at -= left[annotator]!;
      return at < 0;
    });
    drawn.push(chosen ?? rest[rest.length - 1]!);
  }
  return drawn;
}
