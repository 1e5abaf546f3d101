import type { LabelColumns } from '#lib/agreement/label-columns';
import { seededRandom } from '#lib/statistics/random';

/** Labels of simulated annotators: each hits the true category with its own accuracy, and errs at random. */
export function randomLabels(options: {
  seed: number;
  items: number;
  annotators: number;
  overlap: number;
  categories?: number;
  margins?: readonly number[];
  /** Share of the labels that are missing. */
  missing?: number;
  accuracy?: (annotator: number) => number;
}): LabelColumns {
  const random = seededRandom(options.seed);
  const q = options.categories ?? 3;
  const margins = options.margins ?? Array.from({ length: q }, () => 1 / q);
  const own = Array.from({ length: options.annotators }, () => 0.55 + 0.4 * random.next());
  const items: number[] = [];
  const annotators: number[] = [];
  const choices: number[] = [];
  const crew = Array.from({ length: options.annotators }, (_, annotator) => annotator);
  for (let item = 0; item < options.items; item++) {
    const truth = draw(margins, random.next());
    for (let k = 0; k < options.overlap; k++) {
      const swap = k + random.integer(crew.length - k);
      const annotator = crew[swap]!;
      crew[swap] = crew[k]!;
      crew[k] = annotator;
      if (options.missing && random.next() < options.missing) continue;
      const accuracy = options.accuracy ? options.accuracy(annotator) : own[annotator]!;
      const error = (truth + 1 + random.integer(q - 1)) % q;
      items.push(item);
      annotators.push(annotator);
      choices.push(random.next() < accuracy ? truth : error);
    }
  }
  return {
    items: Int32Array.from(items),
    annotators: Int32Array.from(annotators),
    choices: Uint8Array.from(choices),
    itemCount: options.items,
    annotatorCount: options.annotators,
    categoryCount: q,
  };
}

function draw(margins: readonly number[], u: number): number {
  let below = 0;
  for (let c = 0; c < margins.length - 1; c++) {
    below += margins[c]!;
    if (u < below) return c;
  }
  return margins.length - 1;
}

/** The labels that satisfy a condition, with the same items and annotators. */
export function labelsWhere(
  columns: LabelColumns,
  keep: (item: number, annotator: number) => boolean,
): LabelColumns {
  const positions = [...columns.items.keys()].filter((k) => keep(columns.items[k]!, columns.annotators[k]!));
  return {
    ...columns,
    items: Int32Array.from(positions, (k) => columns.items[k]!),
    annotators: Int32Array.from(positions, (k) => columns.annotators[k]!),
    choices: Uint8Array.from(positions, (k) => columns.choices[k]!),
  };
}
