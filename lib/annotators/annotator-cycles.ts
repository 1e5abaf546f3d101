import { type Proportion, proportion } from './proportion';

/** Answers about one pair of responses to one prompt. */
export interface PairAnswers {
  annotators: Int32Array;
  prompts: Int32Array;
  /** The two responses, as numbers that are unique within a prompt at least. */
  first: Int32Array;
  second: Int32Array;
  /** 1 first preferred, −1 second preferred, 0 tie; others are left out. */
  outcomes: Int8Array;
}

export interface AnnotatorCycles {
  /** Cyclic share of the triples of responses that the annotator judged in full; guessing gives a quarter. */
  share: Proportion;
  cyclic: number;
  triples: number;
  /** Fewer than 10 triples: the counts are worth showing, the share is not. */
  tooFew: boolean;
}

const ENOUGH_TRIPLES = 10;

/**
 * Does an annotator contradict themselves, a over b, b over c, c over a? Over all triples of responses to a prompt of
 * which the annotator judged all three pairs. A tie in the circle makes it a violation only when both other answers go
 * the same way round; three ties do not. Of repeated answers the first counts.
 *
 * @throws RangeError for columns of different length or an annotator out of range.
 */
export function annotatorCycles(answers: PairAnswers, annotatorCount: number): AnnotatorCycles[] {
  const { annotators, prompts, first, second, outcomes } = answers;
  for (const column of [prompts, first, second, outcomes])
    if (column.length !== annotators.length)
      throw new RangeError(
        `annotatorCycles: columns differ in length (${column.length} and ${annotators.length})`,
      );
  const sets = new Map<string, Map<number, Map<number, number>>>();
  for (let row = 0; row < annotators.length; row++) {
    if (!(annotators[row]! >= 0 && annotators[row]! < annotatorCount))
      throw new RangeError(
        `annotatorCycles: answer ${row} has annotator ${annotators[row]} of ${annotatorCount}`,
      );
    const outcome = outcomes[row]!;
    if (outcome < -1 || outcome > 1 || first[row] === second[row]) continue;
    const key = `${annotators[row]} ${prompts[row]}`;
    const answered = sets.get(key) ?? new Map<number, Map<number, number>>();
    sets.set(key, answered);
    remember(answered, first[row]!, second[row]!, outcome);
    remember(answered, second[row]!, first[row]!, -outcome);
  }
  const cyclic = new Int32Array(annotatorCount);
  const triples = new Int32Array(annotatorCount);
  for (const [key, answered] of sets) {
    const annotator = Number(key.slice(0, key.indexOf(' ')));
    const [circular, all] = countTriples(answered);
    cyclic[annotator]! += circular;
    triples[annotator]! += all;
  }
  return Array.from(triples, (n, annotator) => ({
    share: proportion(cyclic[annotator]!, n),
    cyclic: cyclic[annotator]!,
    triples: n,
    tooFew: n < ENOUGH_TRIPLES,
  }));
}

function remember(answered: Map<number, Map<number, number>>, a: number, b: number, outcome: number): void {
  const own = answered.get(a) ?? new Map<number, number>();
  if (!own.has(b)) own.set(b, outcome);
  answered.set(a, own);
}

function countTriples(answered: Map<number, Map<number, number>>): [cyclic: number, all: number] {
  const responses = [...answered.keys()].sort((a, b) => a - b);
  let cyclic = 0;
  let all = 0;
  for (const [i, a] of responses.entries())
    for (const [j, b] of responses.entries())
      for (let k = j + 1; j > i && k < responses.length; k++) {
        const c = responses[k]!;
        const round = [answered.get(a)!.get(b), answered.get(b)!.get(c), answered.get(c)!.get(a)];
        if (round.includes(undefined)) continue;
        all++;
        const way = (round as number[]).reduce((sum, outcome) => sum + outcome, 0);
        // All the same way round, or two of them with a tie between.
        if (Math.abs(way) >= 2) cyclic++;
      }
  return [cyclic, all];
}
