import type { LabelColumns } from './label-columns';
import { selectLabels } from './without-repeats';

/**
 * The labels in some of the categories, renumbered in the order given: the "decisive only" view leaves ties out. A
 * second look beside the full figure, with its own counts, never in its place.
 */
export function onlyCategories(columns: LabelColumns, kept: readonly number[]): LabelColumns {
  const position = new Int16Array(columns.categoryCount).fill(-1);
  for (const [k, category] of kept.entries()) {
    if (!(category >= 0 && category < columns.categoryCount) || position[category] !== -1)
      throw new RangeError(`onlyCategories: category ${category} is not declared, or named twice`);
    position[category] = k;
  }
  const positions = Int32Array.from(columns.choices.keys()).filter(
    (label) => position[columns.choices[label]!]! >= 0,
  );
  const selected = selectLabels(columns, positions);
  return {
    ...selected,
    choices: selected.choices.map((choice) => position[choice]!),
    categoryCount: kept.length,
  };
}
