import { wilsonInterval } from '../statistics/proportion-interval';
import { formatCoefficient, formatCount, formatInterval, formatPercent } from './format-figure';

/** Which figure a pair of annotators shows. */
export type HeatFigure = 'agreement' | 'kappa';

/** Every two annotators who share a comparison, as columns; positions are those of the names. */
export interface HeatPairs {
  a: Int32Array;
  b: Int32Array;
  shared: Int32Array;
  agreeing: Int32Array;
  /** NaN where it is undefined. */
  kappa: ArrayLike<number>;
  se: ArrayLike<number>;
}

/** What is drawn in a cell: nothing, a step of the ramp 1 … 7, hatching, the diagonal, or a count. */
export const CELL_NONE = 0;
export const CELL_HATCHED = 8;
export const CELL_SELF = 9;
export const CELL_COUNT = 10;
export const HEAT_STEPS = 7;

export interface HeatDrawing {
  figure: HeatFigure;
  /** In the order of rows and columns. */
  names: { name: string; short: string; at: number }[];
  size: number;
  /** `size` × `size` codes: the figure above the diagonal, the shared comparisons below it. */
  cells: Uint8Array;
  /** The pair of each cell, −1 for none. */
  pairOf: Int32Array;
  pairs: HeatPairs;
  /** Ends of the ramp in words. */
  low: string;
  high: string;
  minimum: number;
}

const SCALE = { agreement: [0.3, 0.9], kappa: [0, 0.7] } as const;
const Z = 1.959963984540054;

/** One or two letters that tell a column: first letters of first and last word. */
function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length === 1) return words[0]!.slice(0, 2);
  return [words[0]!, words.at(-1)!]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/**
 * Agreement of each pair: the value above the diagonal, the number of shared comparisons below it. Under `minimum` shared
 * comparisons a cell is hatched, not coloured: a colour would claim knowledge. The scale is fixed, so that two maps can be
 * compared. One pass over the pairs; the words of a cell are made when it is looked at (`heatCell`).
 *
 * @param order positions of the names in the order of rows and columns.
 * @throws RangeError for an order that is no permutation of the names, or a pair that names someone else, or oneself.
 */
export function prepareHeatMap(
  names: readonly string[],
  order: ArrayLike<number>,
  pairs: HeatPairs,
  { figure = 'agreement' as HeatFigure, minimum = 5 } = {},
): HeatDrawing {
  const size = names.length;
  const place = new Int32Array(size).fill(-1);
  for (let row = 0; row < order.length; row++) place[order[row]!] = row;
  if (order.length !== size || place.includes(-1))
    throw new RangeError('prepareHeatMap: the order must hold every name once');
  const cells = new Uint8Array(size * size);
  const pairOf = new Int32Array(size * size).fill(-1);
  for (let row = 0; row < size; row++) cells[row * size + row] = CELL_SELF;
  const [low, high] = SCALE[figure];
  for (let row = 0; row < size; row++)
    for (let column = row + 1; column < size; column++) cells[row * size + column] = CELL_HATCHED;
  for (let k = 0; k < pairs.a.length; k++) {
    const [x, y] = [place[pairs.a[k]!], place[pairs.b[k]!]];
    if (x === undefined || y === undefined || x === y)
      throw new RangeError('prepareHeatMap: a pair names two of the people');
    const [row, column] = x < y ? [x, y] : [y, x];
    const value = figure === 'kappa' ? pairs.kappa[k]! : pairs.agreeing[k]! / pairs.shared[k]!;
    if (pairs.shared[k]! >= minimum && !Number.isNaN(value)) {
      const step = Math.floor(((value - low) / (high - low)) * HEAT_STEPS) + 1;
      cells[row * size + column] = Math.min(HEAT_STEPS, Math.max(1, step));
    }
    cells[column * size + row] = CELL_COUNT;
    pairOf[row * size + column] = k;
    pairOf[column * size + row] = k;
  }
  const end = (value: number) => (figure === 'kappa' ? formatCoefficient(value, 1) : formatPercent(value, 0));
  return {
    figure,
    names: Array.from(order, (at) => ({ name: names[at]!, short: shortName(names[at]!), at })),
    size,
    cells,
    pairOf,
    pairs,
    low: end(low),
    high: end(high),
    minimum,
  };
}

export interface HeatCell {
  code: number;
  /** In the cell, where it has room. */
  text: string;
  /** The figure with its interval, and what it rests on: for the tip. */
  lines: string[];
  /** All of it as a sentence, for screen readers. */
  words: string;
}

/** The words of one cell. */
export function heatCell(drawing: HeatDrawing, row: number, column: number): HeatCell {
  const { names, size, cells, pairOf, pairs, figure, minimum } = drawing;
  const [left, right] = [names[row], names[column]];
  if (!left || !right) throw new RangeError(`heatCell: no cell ${row}, ${column} in ${size} × ${size}`);
  const code = cells[row * size + column]!;
  if (code === CELL_SELF)
    return { code, text: '', lines: [left.name], words: `${left.name}, the same person` };
  const both = `${left.name} and ${right.name}`;
  const k = pairOf[row * size + column]!;
  if (k < 0)
    return { code, text: '', lines: [both, 'share no comparison'], words: `${both} share no comparison` };
  const shared = pairs.shared[k]!;
  const agreement = pairs.agreeing[k]! / shared;
  const figures = [
    `agree on ${formatPercent(agreement, 0)} (${formatInterval(wilsonInterval(pairs.agreeing[k]!, shared), 'percent')}) of ${formatCount(shared)} shared`,
    kappaWords(pairs.kappa[k]!, pairs.se[k]!),
  ];
  const few = shared < minimum ? [`only ${formatCount(shared)} shared: too few to say`] : [];
  const value = figure === 'kappa' ? pairs.kappa[k]! : agreement;
  const text =
    code === CELL_COUNT
      ? String(shared)
      : code === CELL_HATCHED
        ? ''
        : figure === 'kappa'
          ? formatCoefficient(value).replace(/^(−?)0\./, '$1.')
          : String(Math.round(value * 100));
  const lines = few.length ? [both, ...few] : [both, ...figures];
  return { code, text, lines, words: `${both} ${lines.slice(1).join('; ')}` };
}

function kappaWords(kappa: number, se: number): string {
  if (Number.isNaN(kappa)) return 'kappa undefined: both gave one and the same answer';
  const ends = Number.isNaN(se)
    ? ''
    : ` (${formatInterval([kappa - Z * se, Math.min(1, kappa + Z * se)], 'coefficient')})`;
  return `kappa ${formatCoefficient(kappa)}${ends}`;
}
