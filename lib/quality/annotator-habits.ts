import { constantLabellers } from '#lib/annotators/constant-labeller';
import { labellingSpeed } from '#lib/annotators/labelling-speed';
import { CHOSE_FIRST, CHOSE_NEITHER, CHOSE_SECOND } from '#lib/annotators/position-bias';
import { consensusLogits, type PreferenceSlope, preferenceSlopes } from '#lib/annotators/preference-slopes';
import { type RateFunnel, rateFunnel } from '#lib/annotators/rate-funnel';
import { type StraightLining, straightLining } from '#lib/annotators/straight-lining';
import { CATEGORIES } from './choice-codes';
import type { LabelTable } from './label-table';
import type { Measurement } from './measurement';

const A = CATEGORIES.indexOf('A');
const B = CATEGORIES.indexOf('B');
const TIE = CATEGORIES.indexOf('TIE');

/** What each annotator does whatever the responses say; every list has one entry per annotator of the table. */
export interface AnnotatorHabits {
  /** Side of the screen of each label. */
  sides: Uint8Array;
  /** How often the left, the longer and the more formatted response is chosen by who decides, and how often nobody wins. */
  left: RateFunnel;
  longer: RateFunnel;
  formatted: RateFunnel;
  ties: RateFunnel;
  /** Log odds of choosing a response e times as long, or with one mark more, beyond what the others see in it. */
  lengthSlopes: PreferenceSlope[];
  markSlopes: PreferenceSlope[];
  speed: ReturnType<typeof labellingSpeed>;
  runs: StraightLining[];
  /** The one answer of who never gives another: as stored (an index into CATEGORIES), or a side of the screen. */
  constant: ({ choice: number } | { side: number } | null)[];
}

export function annotatorHabits({ table, labels, facts }: Measurement, own: number[][]): AnnotatorHabits {
  const { stored } = table;
  const compared = table.comparisonIds.map((id) => facts.comparisons.get(id)!);
  const sides = shownSides(table);
  const lengths = compared.map(({ lengthA, lengthB }) =>
    lengthA > 0 && lengthB > 0 ? Math.log(lengthA / lengthB) : Number.NaN,
  );
  const marks = compared.map(({ marksA, marksB }) => marksA - marksB);
  const seconds = Float64Array.from(table.rows, (row) =>
    labels.activeMs[row]! >= 0 ? labels.activeMs[row]! / 1000 : Number.NaN,
  );
  const characters = Float64Array.from(compared, (c) => c.promptLength + c.lengthA + c.lengthB);
  return {
    sides,
    left: funnelOf(table, (row) => (sides[row] === CHOSE_NEITHER ? null : sides[row] === CHOSE_FIRST), 0.5),
    longer: funnelOf(table, (row) => choseMore(table, lengths, row)),
    formatted: funnelOf(table, (row) => choseMore(table, marks, row)),
    ties: funnelOf(table, (row) => stored.choices[row] === TIE),
    lengthSlopes: slopes(table, lengths),
    markSlopes: slopes(table, marks),
    speed: labellingSpeed(stored, seconds, characters),
    runs: own.map((rows) => straightLining(Uint8Array.from(rows, (row) => sides[row]!))),
    constant: constants(table, sides),
  };
}

/** The side of the screen that each label chose. */
export function shownSides({ presented }: LabelTable): Uint8Array {
  return presented.choices.map((choice) =>
    choice === A ? CHOSE_FIRST : choice === B ? CHOSE_SECOND : CHOSE_NEITHER,
  );
}

/** Whether a label chose the response with more of something; null when it decided nothing or there is no difference. */
function choseMore({ stored }: LabelTable, difference: number[], row: number): boolean | null {
  const more = difference[stored.items[row]!]!;
  const choice = stored.choices[row];
  if (!(more !== 0) || Number.isNaN(more) || (choice !== A && choice !== B)) return null;
  return (choice === A) === more > 0;
}

function funnelOf(
  { stored }: LabelTable,
  counts: (row: number) => boolean | null,
  centre?: number,
): RateFunnel {
  const hits = new Int32Array(stored.annotatorCount);
  const totals = new Int32Array(stored.annotatorCount);
  for (let row = 0; row < stored.annotators.length; row++) {
    const counted = counts(row);
    if (counted === null) continue;
    totals[stored.annotators[row]!]!++;
    if (counted) hits[stored.annotators[row]!]!++;
  }
  return rateFunnel(hits, totals, centre);
}

function slopes({ stored }: LabelTable, difference: number[]): PreferenceSlope[] {
  const rows: number[] = [];
  for (let row = 0; row < stored.choices.length; row++) {
    const choice = stored.choices[row];
    if ((choice === A || choice === B) && Number.isFinite(difference[stored.items[row]!]!)) rows.push(row);
  }
  const items = Int32Array.from(rows, (row) => stored.items[row]!);
  const choseFirst = Uint8Array.from(rows, (row) => (stored.choices[row] === A ? 1 : 0));
  return preferenceSlopes({
    annotators: Int32Array.from(rows, (row) => stored.annotators[row]!),
    annotatorCount: stored.annotatorCount,
    choseFirst,
    difference: Float64Array.from(items, (item) => difference[item]!),
    offset: consensusLogits(items, choseFirst, stored.itemCount),
  }).annotators;
}

function constants({ stored }: LabelTable, sides: Uint8Array): AnnotatorHabits['constant'] {
  const bySide = constantLabellers({ ...stored, choices: sides, categoryCount: 3 });
  return constantLabellers(stored).map((choice, annotator) => {
    const side = bySide[annotator];
    if (side === CHOSE_FIRST || side === CHOSE_SECOND) return { side };
    return choice === null ? null : { choice };
  });
}
