import { type JudgeAgreement, judgeAgreement, NO_JUDGEMENT } from '#lib/agreement/judge-agreement';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { isReversed } from '#lib/agreement/orientation';
import { NO_GOLD } from '#lib/annotators/consensus-signals';
import { CHOSE_FIRST, CHOSE_NEITHER, CHOSE_SECOND, positionBias } from '#lib/annotators/position-bias';
import { consensusLogits, oddsRatioPerDoubling, preferenceSlopes } from '#lib/annotators/preference-slopes';
import { type Proportion, proportion } from '#lib/annotators/proportion';
import { selfConsistency } from '#lib/annotators/self-consistency';
import type { Interval } from '#lib/statistics/estimate';
import { CANT_JUDGE, CATEGORIES } from '../choice-codes';
import type { JudgeLabels } from '../judge-labels';
import { MIRROR } from '../label-table';
import type { Measurement } from '../measurement';

const A = CATEGORIES.indexOf('A');
const B = CATEGORIES.indexOf('B');

/** How many times the odds of choosing a response grow when it is twice as long, the humans' opinion of it held fixed. */
export interface LengthPull {
  oddsRatio: number | null;
  ci95: Interval | null;
  labels: number;
}

/** A judge's figures beside what humans reach on the same comparisons. */
export interface JudgeRow {
  annotatorId: number;
  name: string;
  labels: number;
  /** Labels that say "can't judge": no preference, in no figure. */
  cantJudge: number;
  agreement: JudgeAgreement;
  gold: Proportion;
  humanGold: Proportion;
  ties: Proportion;
  humanTies: Proportion;
  /** Comparisons judged in both orders: the same response chosen both times. */
  positionConsistency: Proportion;
  /** Comparisons judged twice in one order. */
  sameOrderConsistency: Proportion;
  /** Decisive labels that chose the response shown first. */
  firstShare: Proportion & { qValue: number | null; flagged: boolean };
  length: LengthPull;
  humanLength: LengthPull;
}

/** Every judge of the batch; empty where only humans labelled. Humans are measured from their own labels alone. */
export function judges(measurement: Measurement): JudgeRow[] {
  const { judges: given, facts } = measurement;
  if (!given) return [];
  const table = judgeTable(measurement, given);
  const ids = [...table.numbers.keys()];
  const self = selfConsistency(table.stored, table.swapped).annotators;
  const first = positionBias(table.sides, table.stored.annotators, table.stored.annotatorCount);
  const length = lengthPulls(measurement, table);
  return ids.map((annotatorId, judge): JudgeRow => {
    const own = Int32Array.from(table.stored.items.keys()).filter(
      (at) => table.stored.annotators[at] === judge,
    );
    const choices = new Uint8Array(measurement.table.stored.itemCount).fill(NO_JUDGEMENT);
    const golds = { count: 0, n: 0 };
    let ties = 0;
    for (const at of own) {
      const choice = table.stored.choices[at]!;
      const id = table.comparisonIds[at]!;
      const { gold } = facts.comparisons.get(id)!;
      if (gold !== null) {
        golds.n++;
        if (gold === choice) golds.count++;
      }
      if (choice !== A && choice !== B) ties++;
      const item = table.stored.items[at]!;
      if (item < choices.length && choices[item] === NO_JUDGEMENT) choices[item] = table.aligned[at]!;
    }
    const { firstShare, qValue, flagged } = first[judge]!;
    return {
      annotatorId,
      name: given.names.get(annotatorId)!,
      labels: own.length,
      cantJudge: table.cantJudge.get(annotatorId) ?? 0,
      agreement: judgeAgreement(measurement.aligned.columns, choices),
      gold: proportion(golds.count, golds.n),
      ties: proportion(ties, own.length),
      ...humansOn(measurement, choices),
      positionConsistency: self[judge]!.swapped,
      sameOrderConsistency: self[judge]!.plain,
      firstShare: { ...firstShare, qValue, flagged },
      length: length.judges[judge]!,
      humanLength: length.humans,
    };
  });
}

/** Gold accuracy and ties of the humans on the comparisons that this judge labelled. */
function humansOn(
  { table, golds }: Measurement,
  judged: Uint8Array,
): Pick<JudgeRow, 'humanGold' | 'humanTies'> {
  const counts = { gold: 0, goldOf: 0, ties: 0, of: 0 };
  for (let at = 0; at < table.stored.items.length; at++) {
    const item = table.stored.items[at]!;
    if (judged[item] === NO_JUDGEMENT) continue;
    const choice = table.stored.choices[at]!;
    counts.of++;
    if (choice !== A && choice !== B) counts.ties++;
    if (golds[item] === NO_GOLD) continue;
    counts.goldOf++;
    if (golds[item] === choice) counts.gold++;
  }
  return { humanGold: proportion(counts.gold, counts.goldOf), humanTies: proportion(counts.ties, counts.of) };
}

interface JudgeTable {
  /** Items as in the humans' table; comparisons without a human label come after them. */
  stored: LabelColumns;
  aligned: Uint8Array;
  swapped: Uint8Array;
  sides: Uint8Array;
  comparisonIds: number[];
  numbers: Map<number, number>;
  cantJudge: Map<number, number>;
}

function judgeTable({ table, facts }: Measurement, { labels }: JudgeLabels): JudgeTable {
  const itemOf = new Map(table.comparisonIds.map((id, item) => [id, item]));
  const numbers = new Map<number, number>();
  const cantJudge = new Map<number, number>();
  const rows: {
    item: number;
    judge: number;
    choice: number;
    aligned: number;
    swapped: number;
    side: number;
    id: number;
  }[] = [];
  for (let row = 0; row < labels.length; row++) {
    const annotator = labels.annotator[row]!;
    const choice = labels.choice[row]!;
    if (!numbers.has(annotator)) numbers.set(annotator, numbers.size);
    if (choice === CANT_JUDGE) {
      cantJudge.set(annotator, (cantJudge.get(annotator) ?? 0) + 1);
      continue;
    }
    const id = labels.comparison[row]!;
    if (!itemOf.has(id)) itemOf.set(id, itemOf.size);
    const { sourceA, sourceB } = facts.comparisons.get(id)!;
    const reversed = sourceA !== null && sourceB !== null && isReversed(sourceA, sourceB);
    const swapped = labels.swapped[row] === 1 ? 1 : 0;
    const shown = swapped ? MIRROR[choice]! : choice;
    rows.push({
      item: itemOf.get(id)!,
      judge: numbers.get(annotator)!,
      choice,
      aligned: reversed ? MIRROR[choice]! : choice,
      swapped,
      side: shown === A ? CHOSE_FIRST : shown === B ? CHOSE_SECOND : CHOSE_NEITHER,
      id,
    });
  }
  return {
    stored: {
      items: Int32Array.from(rows, (r) => r.item),
      annotators: Int32Array.from(rows, (r) => r.judge),
      choices: Uint8Array.from(rows, (r) => r.choice),
      itemCount: itemOf.size,
      annotatorCount: Math.max(1, numbers.size),
      categoryCount: CATEGORIES.length,
    },
    aligned: Uint8Array.from(rows, (r) => r.aligned),
    swapped: Uint8Array.from(rows, (r) => r.swapped),
    sides: Uint8Array.from(rows, (r) => r.side),
    comparisonIds: rows.map((r) => r.id),
    numbers,
    cantJudge,
  };
}

const NO_PULL: LengthPull = { oddsRatio: null, ci95: null, labels: 0 };

/** The pull of length on each judge, and on the humans as a crew. What humans think of a response is held fixed for both. */
function lengthPulls(
  { table, facts }: Measurement,
  judged: JudgeTable,
): { judges: LengthPull[]; humans: LengthPull } {
  const humans = decisive(table.stored, (at) => table.comparisonIds[table.stored.items[at]!]!, facts);
  const offsets = consensusLogits(humans.items, humans.choseFirst, table.stored.itemCount);
  const crew = preferenceSlopes({ ...humans, annotatorCount: table.stored.annotatorCount, offset: offsets });
  const opinion = opinionOf(humans, table.stored.itemCount);
  const judges = decisive(judged.stored, (at) => judged.comparisonIds[at]!, facts);
  const known = Int32Array.from(judges.items.keys()).filter(
    (k) => !Number.isNaN(opinion[judges.items[k]!] ?? Number.NaN),
  );
  const fits = preferenceSlopes({
    annotatorCount: judged.stored.annotatorCount,
    annotators: Int32Array.from(known, (k) => judges.annotators[k]!),
    choseFirst: Uint8Array.from(known, (k) => judges.choseFirst[k]!),
    difference: Float64Array.from(known, (k) => judges.difference[k]!),
    offset: Float64Array.from(known, (k) => opinion[judges.items[k]!]!),
  });
  const pull = (slope: number | null, se: number | null, labels: number): LengthPull =>
    slope === null || se === null
      ? { ...NO_PULL, labels }
      : {
          oddsRatio: oddsRatioPerDoubling(slope),
          ci95: [
            oddsRatioPerDoubling(slope - 1.959963984540054 * se),
            oddsRatioPerDoubling(slope + 1.959963984540054 * se),
          ],
          labels,
        };
  return {
    judges: fits.annotators.map((fit) => pull(fit.ownSlope, fit.ownSe, fit.labels)),
    humans: pull(crew.crewSlope, crew.crewSe, humans.items.length),
  };
}

/** Decisive labels on responses of different, known lengths, by stored side. */
function decisive(columns: LabelColumns, comparisonOf: (at: number) => number, facts: Measurement['facts']) {
  const rows = Int32Array.from(columns.items.keys()).filter((at) => {
    const { lengthA, lengthB } = facts.comparisons.get(comparisonOf(at))!;
    return (columns.choices[at] === A || columns.choices[at] === B) && lengthA > 0 && lengthB > 0;
  });
  return {
    items: Int32Array.from(rows, (at) => columns.items[at]!),
    annotators: Int32Array.from(rows, (at) => columns.annotators[at]!),
    choseFirst: Uint8Array.from(rows, (at) => (columns.choices[at] === A ? 1 : 0)),
    difference: Float64Array.from(rows, (at) => {
      const { lengthA, lengthB } = facts.comparisons.get(comparisonOf(at))!;
      return Math.log(lengthA / lengthB);
    }),
  };
}

/** Log odds of the humans for response A of each item, half a vote added to each side; NaN where none decided. */
function opinionOf(humans: { items: Int32Array; choseFirst: Uint8Array }, itemCount: number): Float64Array {
  const votes = new Float64Array(2 * itemCount);
  humans.items.forEach((item, k) => {
    votes[2 * item + (humans.choseFirst[k] ? 0 : 1)]!++;
  });
  return Float64Array.from({ length: itemCount }, (_, item) => {
    const [a, b] = [votes[2 * item]!, votes[2 * item + 1]!];
    return a + b === 0 ? Number.NaN : Math.log((a + 0.5) / (b + 0.5));
  });
}
