import { agreementTally } from '#lib/agreement/agreement-tally';
import { swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { selectLabels } from '#lib/agreement/without-repeats';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { type LabelTable, MIRROR } from './label-table';
import type { BatchLabels } from './read-batch-labels';

const DAY_MS = 86_400_000;
const WINDOWS = 10;

/**
 * Agreement over time: comparisons by the time of their last label, in up to ten windows of equal length, each with its
 * own swap-invariant alpha. A comparison counts once, in the window that completed it.
 *
 * @param columns aligned labels without repeats, taken from `table` at the positions `kept` (null: all of them).
 */
export function agreementTimeline(
  table: LabelTable,
  labels: BatchLabels,
  columns: LabelColumns,
  kept: Int32Array | null,
): QualityFigures['timeline'] {
  const completed = new Float64Array(columns.itemCount);
  for (let at = 0; at < columns.items.length; at++) {
    const time = labels.labelledAtMs[table.rows[kept ? kept[at]! : at]!]!;
    const item = columns.items[at]!;
    if (time > completed[item]!) completed[item] = time;
  }
  const times = completed.filter((t) => t > 0);
  if (times.length === 0) return [];
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const length = Math.max(1, Math.ceil((last - first) / DAY_MS / WINDOWS)) * DAY_MS;
  const windowOf = (item: number) => Math.floor((last - completed[item]!) / length);
  const count = Math.floor((last - first) / length) + 1;
  const rows: number[][] = Array.from({ length: count }, () => []);
  for (let at = 0; at < columns.items.length; at++) rows[windowOf(columns.items[at]!)]!.push(at);
  return rows
    .map((positions, back) => {
      const tally = agreementTally(selectLabels(columns, Int32Array.from(positions)));
      const to = last - back * length;
      return {
        from: new Date(to - length).toISOString(),
        to: new Date(to).toISOString(),
        labels: positions.length,
        comparisonsWithOverlap: tally.total[tally.layout.pairable]!,
        alpha: swapInvariantAlpha(tally, MIRROR),
      };
    })
    .reverse();
}

/** Labels per UTC day over the last six weeks of the record, days without a label included. */
export function labelsPerDay(labels: BatchLabels): QualityFigures['labelsPerDay'] {
  if (!labels.length) return [];
  const counts = new Map<number, number>();
  let last = 0;
  for (const time of labels.labelledAtMs) {
    const day = Math.floor(time / DAY_MS);
    counts.set(day, (counts.get(day) ?? 0) + 1);
    last = Math.max(last, day);
  }
  const first = Math.max(
    last - 41,
    [...counts.keys()].reduce((a, b) => Math.min(a, b)),
  );
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    day: new Date((first + i) * DAY_MS).toISOString().slice(0, 10),
    labels: counts.get(first + i) ?? 0,
  }));
}

/** How many labels were given under each version of the guideline, by its number. */
export function labelsByGuideline({ guideline }: BatchLabels): Record<string, number> {
  const counts = new Map<number, number>();
  for (const number of guideline) if (number > 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  return Object.fromEntries(counts);
}
