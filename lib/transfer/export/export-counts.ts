import type { BatchLabels } from '#lib/quality/read-batch-labels';
import { type JudgedPairs, SPLITS, type Split } from './judged-pairs';
import { isDecided } from './pair-rows';

/** What became of the labels of a snapshot in an export. */
export interface ExportCounts {
  labels: number;
  annotators: number;
  /** Comparisons with a usable label, and those without a side, which no shape of chosen and rejected can hold. */
  comparisons: number;
  ties: number;
  pairs: Record<Split, number>;
  adjudicated: number;
  /** Labels that an exclusion sets aside: not in the snapshot. */
  excluded: number;
  /** Share of labels with a side that are on the response shown on the left; null where the sides are not known. */
  leftShare: number | null;
}

export function exportCounts(labels: BatchLabels, pairs: JudgedPairs): ExportCounts {
  const counted: Record<Split, number> = { train: 0, validation: 0, test: 0 };
  let ties = 0;
  let adjudicated = 0;
  for (let at = 0; at < pairs.ids.length; at++) {
    adjudicated += pairs.adjudicated[at]!;
    if (isDecided(pairs.targets[at]!)) counted[SPLITS[pairs.splits[at]!]!]++;
    else ties++;
  }
  let left = 0;
  let sided = 0;
  for (let i = 0; i < labels.length; i++) {
    const [choice, swapped] = [labels.choice[i]!, labels.swapped[i]!];
    // 0 is A and 2 is B in CATEGORIES.
    if (swapped < 0 || (choice !== 0 && choice !== 2)) continue;
    sided++;
    if ((choice === 0) === (swapped === 0)) left++;
  }
  return {
    labels: labels.length,
    annotators: new Set(labels.annotator).size,
    comparisons: pairs.ids.length,
    ties,
    pairs: counted,
    adjudicated,
    excluded: labels.excluded,
    leftShare: sided ? left / sided : null,
  };
}
