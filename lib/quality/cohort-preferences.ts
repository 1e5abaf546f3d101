import { CATEGORIES } from './choice-codes';
import type { Measurement } from './measurement';

/** Per comparison, how many labels showed a preference and how many could have. */
export interface PreferenceSide {
  successes: Float64Array;
  trials: Float64Array;
}

/** A preference that a label may show, counted for each cohort. */
interface Preference {
  name: string;
  filter: Record<string, string>;
  sides: PreferenceSide[];
}

const A = CATEGORIES.indexOf('A');
const B = CATEGORIES.indexOf('B');
const MOST_SOURCE_PAIRS = 8;

/** 1 when the label shows the preference, 0 when it could have and does not, null when it says nothing about it. */
type Shows = (item: number, choice: number) => 0 | 1 | null;

/**
 * What each cohort of annotators prefers: ties, the longer response, the more formatted one, and the first of each of the
 * pairs of sources with most comparisons.
 *
 * @param cohortOf cohort of each annotator of the table, −1 for none.
 */
export function cohortPreferences(
  { table, facts, aligned }: Measurement,
  cohortOf: Int32Array,
  cohortCount: number,
): Preference[] {
  const { columns } = aligned;
  const about = table.comparisonIds.map((id) => facts.comparisons.get(id)!);
  // Columns are aligned by source: A is the response whose source's name comes first.
  const turned = about.map(
    ({ sourceA, sourceB }) => sourceA !== null && sourceB !== null && sourceA > sourceB,
  );
  const more =
    (of: (k: number) => readonly [number, number]): Shows =>
    (item, choice) => {
      if (choice !== A && choice !== B) return null;
      const [a, b] = of(item);
      if (a === b) return null;
      const first = turned[item] ? b > a : a > b;
      return (choice === A) === first ? 1 : 0;
    };
  const preferences: { name: string; filter: Record<string, string>; shows: Shows }[] = [
    {
      name: 'no clear preference (tie, both bad)',
      filter: {},
      shows: (_, choice) => (choice === A || choice === B ? 0 : 1),
    },
    { name: 'the longer response', filter: {}, shows: more((k) => [about[k]!.lengthA, about[k]!.lengthB]) },
    {
      name: 'the more formatted response',
      filter: {},
      shows: more((k) => [about[k]!.marksA, about[k]!.marksB]),
    },
    ...sourcePairs(about).map(([first, second]) => ({
      name: `${first} over ${second}`,
      filter: { source: first, other: second },
      shows: ((item, choice) => {
        const { sourceA, sourceB } = about[item]!;
        const ours = (sourceA === first && sourceB === second) || (sourceA === second && sourceB === first);
        return !ours || (choice !== A && choice !== B) ? null : choice === A ? 1 : 0;
      }) as Shows,
    })),
  ];
  return preferences.map(({ name, filter, shows }) => {
    const sides = Array.from({ length: cohortCount }, () => ({
      successes: new Float64Array(columns.itemCount),
      trials: new Float64Array(columns.itemCount),
    }));
    for (let at = 0; at < columns.items.length; at++) {
      const side = sides[cohortOf[columns.annotators[at]!]!];
      const item = columns.items[at]!;
      const shown = side ? shows(item, columns.choices[at]!) : null;
      if (shown === null) continue;
      side!.trials[item]!++;
      side!.successes[item]! += shown;
    }
    return { name, filter, sides };
  });
}

/** The pairs of sources with most comparisons, each in the order of their names. */
function sourcePairs(about: { sourceA: string | null; sourceB: string | null }[]): [string, string][] {
  const counts = new Map<string, { pair: [string, string]; n: number }>();
  for (const { sourceA, sourceB } of about) {
    if (sourceA === null || sourceB === null || sourceA === sourceB) continue;
    const pair: [string, string] = sourceA < sourceB ? [sourceA, sourceB] : [sourceB, sourceA];
    const key = JSON.stringify(pair);
    const found = counts.get(key);
    if (found) found.n++;
    else counts.set(key, { pair, n: 1 });
  }
  return [...counts.values()]
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_SOURCE_PAIRS)
    .map(({ pair }) => pair);
}
