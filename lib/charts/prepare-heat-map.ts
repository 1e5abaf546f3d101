import { formatPercent } from './format-figure';

export interface HeatPair {
  a: string;
  b: string;
  value: number | null;
  count: number;
}

export interface HeatCell {
  kind: 'value' | 'count' | 'too-few' | 'self' | 'none';
  text: string;
  /** Step of the colour ramp, 1 (lowest) to 7. Null where nothing is coloured. */
  step: number | null;
  /** Whole sentence, for the tip and for screen readers. */
  words: string;
}

export interface HeatDrawing {
  names: { id: string; name: string; short: string; marked: boolean }[];
  rows: HeatCell[][];
  /** Ends of the ramp in words. */
  low: string;
  high: string;
  minimum: number;
}

const STEPS = 7;

/** One or two letters that tell a column: first letters of first and last word. */
function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0]!, words[words.length - 1]!] : [words[0]!.slice(0, 2)];
  return words.length > 1
    ? letters
        .map((word) => [...word][0] ?? '')
        .join('')
        .toUpperCase()
    : letters[0]!;
}

/**
 * Agreement of each pair: the value above the diagonal, the number of shared comparisons below it. Under `minimum` shared
 * comparisons a cell is hatched, not coloured: a colour would claim knowledge. The scale is fixed, so that two maps can be compared.
 *
 * @param scale the values of the lowest and the highest step; what lies beyond takes the end step.
 * @throws RangeError for a pair that names someone not in the list, or an empty scale.
 */
export function prepareHeatMap(
  people: { id: string; name: string; marked?: boolean }[],
  pairs: HeatPair[],
  { scale = [0.3, 0.9] as readonly [number, number], minimum = 5 } = {},
): HeatDrawing {
  if (!(scale[0] < scale[1])) throw new RangeError('prepareHeatMap: the scale must have a length');
  const place = new Map(people.map((person, at) => [person.id, at]));
  const found = new Map<string, HeatPair>();
  for (const pair of pairs) {
    const a = place.get(pair.a);
    const b = place.get(pair.b);
    if (a === undefined || b === undefined || a === b)
      throw new RangeError('prepareHeatMap: a pair names two of the people');
    found.set(`${Math.min(a, b)} ${Math.max(a, b)}`, pair);
  }
  const cell = (row: number, column: number): HeatCell => {
    const [left, right] = [people[row]!, people[column]!];
    if (row === column) return { kind: 'self', text: '', step: null, words: left.name };
    const pair = found.get(`${Math.min(row, column)} ${Math.max(row, column)}`);
    const count = pair?.count ?? 0;
    const both = `${left.name} and ${right.name}`;
    if (row > column) {
      return count === 0
        ? { kind: 'none', text: '', step: null, words: `${both} share no comparison` }
        : { kind: 'count', text: String(count), step: null, words: `${both} share ${count} comparisons` };
    }
    if (!pair || pair.value === null || count < minimum) {
      return { kind: 'too-few', text: '', step: null, words: `${both}: only ${count} shared comparisons` };
    }
    const part = (pair.value - scale[0]) / (scale[1] - scale[0]);
    return {
      kind: 'value',
      text: String(Math.round(pair.value * 100)),
      step: Math.min(STEPS, Math.max(1, Math.floor(part * STEPS) + 1)),
      words: `${both} agree on ${formatPercent(pair.value, 0)} of ${count} comparisons`,
    };
  };
  return {
    names: people.map((person) => ({
      id: person.id,
      name: person.name,
      short: shortName(person.name),
      marked: person.marked ?? false,
    })),
    rows: people.map((_, row) => people.map((_, column) => cell(row, column))),
    low: String(Math.round(scale[0] * 100)),
    high: String(Math.round(scale[1] * 100)),
    minimum,
  };
}
