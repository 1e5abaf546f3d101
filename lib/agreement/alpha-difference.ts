import { type Difference, differenceFrom } from '#lib/statistics/clustered-ratio';
import { jackknifeError } from '#lib/statistics/jackknife';
import type { ItemSums } from './agreement-tally';
import type { CountPatterns } from './count-patterns';
import { type AlphaOptions, alphaMeasure } from './krippendorff-alpha';
import { itemReplicates } from './measure';

type PatternedSums = ItemSums & { patterns: Pick<CountPatterns, 'ofItem'> };

/**
 * Difference of alpha between two sets of labels on the same items, first minus second: before and after a new guideline,
 * one tag against the rest. Delete-one-item jackknife that leaves an item out of both sets, so that what they share
 * cancels; for sets without a common item it is the error of two independent figures.
 *
 * @param first sums of the first set, over the same running numbers of items as the second.
 * @returns nulls where either alpha is undefined, or undefined without one of the items.
 */
export function alphaDifference(
  first: PatternedSums,
  second: PatternedSums,
  options: AlphaOptions = {},
): Difference {
  const items = first.patterns.ofItem.length;
  if (items !== second.patterns.ofItem.length)
    throw new RangeError(
      `alphaDifference: the sets number ${items} and ${second.patterns.ofItem.length} items`,
    );
  const measure = alphaMeasure(first.layout.categoryCount, options);
  const whole = [first, second].map((set) => measure.value(set.total, set.layout)) as [number, number];
  if (!whole.every(Number.isFinite)) return { value: null, se: null, ci95: null, pValue: null };
  const without = [itemReplicates(first, measure), itemReplicates(second, measure)] as const;
  // Items that meet both sets in the same two patterns are interchangeable.
  const kinds = new Map<number, { change: number; items: number }>();
  let pairable = [0, 0] as [number, number];
  for (let item = 0; item < items; item++) {
    const a = first.patterns.ofItem[item]!;
    const b = second.patterns.ofItem[item]!;
    const counts = [counted(first, a), counted(second, b)] as const;
    if (!counts[0] && !counts[1]) continue;
    pairable = [pairable[0] + (counts[0] ? 1 : 0), pairable[1] + (counts[1] ? 1 : 0)];
    const key = (counts[0] ? a + 1 : 0) * (second.multiplicity.length + 1) + (counts[1] ? b + 1 : 0);
    const kind = kinds.get(key);
    if (kind) kind.items++;
    else {
      const change = (counts[0] ? without[0][a]! : whole[0]) - (counts[1] ? without[1][b]! : whole[1]);
      kinds.set(key, { change, items: 1 });
    }
  }
  const all = [...kinds.values()];
  const se = jackknifeError(
    all.map((kind) => kind.change),
    all.map((kind) => kind.items),
  );
  return differenceFrom(whole[0] - whole[1], se, Math.min(...pairable) - 1);
}

const counted = ({ contributions, layout }: ItemSums, pattern: number): boolean =>
  pattern >= 0 && contributions[pattern * layout.width + layout.pairable]! > 0;
