import {
  accuracyBySlice,
  type Slice,
  type SliceAccuracy,
  type SliceKind,
} from '#lib/reward-model/accuracy-by-slice';
import type { ClusteredValue } from '#lib/reward-model/clustered-mean';
import { SIDE_A, TIE } from '#lib/reward-model/trusted-labels';
import type { Judgement } from './judge-run';
import type { TrainingPair, TrainingPairs } from './training-pairs';

const MOST_PER_KIND = 20;
const LEAST_PAIRS = 10;

/**
 * Accuracy on held-out pairs by what they are: how far people agreed, stated strength, tags, language, length of the prompt,
 * sources, and by whose labels they are judged. The largest slices of a kind first; those below 10 pairs are left out.
 *
 * @param cohorts cohort by annotator id.
 */
export function runSlices(
  judged: Judgement,
  { choices, annotators }: Pick<TrainingPairs, 'choices' | 'annotators'>,
  cohorts: ReadonlyMap<number, string>,
): SliceAccuracy[] {
  const rows = outcomes(judged);
  const kinds: [SliceKind, (pair: TrainingPair) => readonly string[]][] = [
    ['agreement', ({ labels }) => (labels && labels.a + labels.b >= 2 ? [agreement(labels)] : [])],
    [
      'strength',
      ({ strength }) => (strength === null ? [] : [STRENGTHS[Math.min(3, Math.round(strength))] ?? '']),
    ],
    ['tag', ({ tags }) => tags],
    ['language', ({ language }) => (language ? [language] : [])],
    [
      'sources',
      ({ sourceA, sourceB }) => (sourceA && sourceB ? [[sourceA, sourceB].sort().join(' · ')] : []),
    ],
    ['prompt-length', (pair) => [promptLength(pair)]],
  ];
  const slices = kinds.flatMap(([kind, namesOf]) => {
    const members = new Map<string, Set<number>>();
    rows.forEach(({ pair }, i) => {
      for (const name of namesOf(pair)) members.set(name, (members.get(name) ?? new Set<number>()).add(i));
    });
    return [...members]
      .filter(([name, set]) => name !== '' && set.size >= LEAST_PAIRS && set.size < rows.length)
      .sort((x, y) => y[1].size - x[1].size)
      .slice(0, MOST_PER_KIND)
      .map(
        ([name, set]): Slice => ({
          kind,
          name,
          values: rows.filter((_, i) => set.has(i)).map((row) => row.value),
          rest: rows.filter((_, i) => !set.has(i)).map((row) => row.value),
        }),
      );
  });
  return accuracyBySlice([...slices, ...cohortSlices(judged, choices, annotators, cohorts)]);
}

const STRENGTHS: Record<number, string> = { 1: 'slightly better', 2: 'better', 3: 'much better' };

const agreement = ({ a, b }: { a: number; b: number }) => (a === 0 || b === 0 ? 'unanimous' : 'split');

function promptLength({ prompt }: TrainingPair): string {
  const characters = prompt.reduce((sum, message) => sum + message.content.length, 0);
  return characters < 80
    ? 'under 80 characters'
    : characters < 400
      ? '80 to 400 characters'
      : 'over 400 characters';
}

/** Decided held-out pairs: the pair, and whether the model is right about it. */
function outcomes({ pairs, rewardsA, rewardsB }: Judgement): { pair: TrainingPair; value: ClusteredValue }[] {
  const where = places(pairs);
  return pairs.flatMap((pair, i) => {
    if (pair.target === 0.5) return [];
    const d = rewardsA[i]! - rewardsB[i]!;
    const value = d === 0 ? 0.5 : Number(d > 0 === pair.target > 0.5);
    return [{ pair, value: { ...where[i]!, value } }];
  });
}

/** The model judged by the labels of one cohort alone: for each pair the share of their votes on the model's side. */
function cohortSlices(
  { pairs, indices, rewardsA, rewardsB }: Judgement,
  choices: TrainingPairs['choices'],
  annotators: TrainingPairs['annotators'],
  cohorts: ReadonlyMap<number, string>,
): Slice[] {
  const places_ = places(pairs);
  const placeOf = new Map(Array.from(indices, (pair, i) => [pair, i]));
  const votes = new Map<string, Map<number, { on: number; of: number }>>();
  choices.pairs.forEach((pair, label) => {
    const i = placeOf.get(pair);
    const cohort = cohorts.get(annotators[choices.annotators[label]!]!.id);
    if (i === undefined || cohort === undefined || choices.choices[label] === TIE) return;
    const byPair = votes.get(cohort) ?? new Map<number, { on: number; of: number }>();
    votes.set(cohort, byPair);
    const vote = byPair.get(i) ?? { on: 0, of: 0 };
    byPair.set(i, vote);
    const d = rewardsA[i]! - rewardsB[i]!;
    vote.of++;
    vote.on += d === 0 ? 0.5 : Number(d > 0 === (choices.choices[label] === SIDE_A));
  });
  return [...votes].map(([name, byPair]) => ({
    kind: 'cohort' as const,
    name,
    values: [...byPair].map(([i, { on, of }]) => ({ ...places_[i]!, value: on / of })),
    rest: null,
  }));
}

/** Numbers that tell prompts and responses apart. */
export function places(pairs: readonly TrainingPair[]): Omit<ClusteredValue, 'value'>[] {
  const numbers = new Map<string, number>();
  const of = (key: string) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  return pairs.map(({ promptKey, responseA, responseB }) => ({
    prompt: of(promptKey),
    responseA: of(`${promptKey}\u0000${responseA}`),
    responseB: of(`${promptKey}\u0000${responseB}`),
  }));
}
