import type { ComparisonFacts } from './batch-facts';
import type { Measurement } from './measurement';

export type SliceDimension = 'guideline' | 'tag' | 'language' | 'prompt-length' | 'source-pair' | 'time';

/** Comparisons that belong together, by their running numbers in the label table. */
export interface ItemGroup {
  name: string;
  filter: Record<string, string>;
  items: number[];
}

/** More slices than this of one kind are no longer read; those with the most comparisons stay. */
const MOST_SLICES = 40;
const WINDOWS = 6;
const DAY_MS = 86_400_000;

/** How the comparisons are sliced, apart from guideline versions, which slice labels. */
export const SLICED_BY: { dimension: SliceDimension; groups: (measurement: Measurement) => ItemGroup[] }[] = [
  {
    dimension: 'tag',
    groups: (m) => largest(grouped(m, ({ tags }) => tags.map((tag) => [tag, { tag }]))),
  },
  {
    dimension: 'language',
    groups: (m) =>
      largest(grouped(m, ({ language }) => (language === null ? [] : [[language, { language }]]))),
  },
  { dimension: 'prompt-length', groups: byPromptLength },
  {
    dimension: 'source-pair',
    groups: (m) =>
      largest(
        grouped(m, ({ sourceA, sourceB }) => {
          if (sourceA === null || sourceB === null) return [];
          const [first, second] = sourceA < sourceB ? [sourceA, sourceB] : [sourceB, sourceA];
          return [[`${first} and ${second}`, { source: first, other: second }]];
        }),
      ),
  },
  { dimension: 'time', groups: byTime },
];

function grouped(
  { table, facts }: Measurement,
  namesOf: (comparison: ComparisonFacts) => [name: string, filter: Record<string, string>][],
): ItemGroup[] {
  const groups = new Map<string, ItemGroup>();
  table.comparisonIds.forEach((id, item) => {
    for (const [name, filter] of namesOf(facts.comparisons.get(id)!)) {
      const group = groups.get(name);
      if (group) group.items.push(item);
      else groups.set(name, { name, filter, items: [item] });
    }
  });
  return [...groups.values()];
}

const largest = (groups: ItemGroup[]): ItemGroup[] =>
  groups.sort((a, b) => b.items.length - a.items.length || (a.name < b.name ? -1 : 1)).slice(0, MOST_SLICES);

/** Quarters of the comparisons by the characters of their prompt; fewer where many have the same length. */
function byPromptLength(m: Measurement): ItemGroup[] {
  const lengths = m.table.comparisonIds.map((id) => m.facts.comparisons.get(id)!.promptLength);
  const sorted = [...lengths].sort((a, b) => a - b);
  const cuts = [
    ...new Set([1, 2, 3].map((quarter) => sorted[Math.floor((quarter * sorted.length) / 4)] ?? 0)),
  ];
  const groups = Array.from({ length: cuts.length + 1 }, (_, k): ItemGroup => {
    const [from, to] = [cuts[k - 1], cuts[k]];
    const n = (value: number) => value.toLocaleString('en');
    return {
      name:
        from === undefined
          ? `under ${n(to ?? 0)} characters`
          : to === undefined
            ? `${n(from)} characters or more`
            : `${n(from)} to ${n(to - 1)} characters`,
      filter: {
        ...(from !== undefined && { longer: String(from) }),
        ...(to !== undefined && { shorter: String(to) }),
      },
      items: [],
    };
  });
  lengths.forEach((length, item) => {
    groups[cuts.filter((cut) => length >= cut).length]!.items.push(item);
  });
  const filled = groups.filter((group) => group.items.length > 0);
  return filled.length > 1 ? filled : [];
}

/** Up to six windows of equal length, whole days, by the time of a comparison's last label; oldest first. */
function byTime({ table, labels }: Measurement): ItemGroup[] {
  const completed = new Float64Array(table.stored.itemCount);
  for (let at = 0; at < table.stored.items.length; at++) {
    const item = table.stored.items[at]!;
    completed[item] = Math.max(completed[item]!, labels.labelledAtMs[table.rows[at]!]!);
  }
  if (!completed.length) return [];
  const first = completed.reduce((a, b) => Math.min(a, b));
  const last = completed.reduce((a, b) => Math.max(a, b));
  const start = Math.floor(first / DAY_MS) * DAY_MS;
  const length = Math.max(1, Math.ceil((last - start) / DAY_MS / WINDOWS)) * DAY_MS;
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const groups = Array.from({ length: Math.floor((last - start) / length) + 1 }, (_, k): ItemGroup => {
    const [from, to] = [day(start + k * length), day(start + (k + 1) * length)];
    return { name: `${from} to ${day(start + (k + 1) * length - 1)}`, filter: { from, to }, items: [] };
  });
  completed.forEach((time, item) => {
    groups[Math.floor((time - start) / length)]!.items.push(item);
  });
  const filled = groups.filter((group) => group.items.length > 0);
  return filled.length > 1 ? filled : [];
}
