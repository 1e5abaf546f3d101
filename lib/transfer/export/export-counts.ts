import { type JudgedPairs, SPLITS, type Split } from './judged-pairs';
import { isDecided } from './pair-rows';
import type { SnapshotLabels } from './snapshot-labels';

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

export function exportCounts(labels: SnapshotLabels, pairs: JudgedPairs): ExportCounts {
  const counted: Record<Split, number> = { train: 0, validation: 0, test: 0 };
  let ties = 0;
  let adjudicated = 0;
  for (let at = 0; at < pairs.ids.length; at++) {
    adjudicated += pairs.adjudicated[at]!;
    if (isDecided(pairs.targets[at]!)) counted[SPLITS[pairs.splits[at]!]!]++;
    else ties++;
  }
  return {
    labels: labels.length,
    annotators: labels.annotatorIds.length,
    comparisons: pairs.ids.length,
    ties,
    pairs: counted,
    adjudicated,
    excluded: labels.excluded,
    leftShare: labels.sided ? labels.left / labels.sided : null,
  };
}
