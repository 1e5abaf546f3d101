import { type Random, seededRandom } from '#lib/statistics/random';
import type { PromptMessage } from './text-features';

/** A prompt with the responses that there are to it, and how good each truly is. */
export interface SimulatedPrompt {
  prompt: readonly PromptMessage[];
  responses: { text: string; quality: number }[];
}

export interface SimulatedCheckpoint {
  step: number;
  /** Nats from the reference: each round is a best of two, log 2 − 1/2. */
  kl: number;
  responses: { prompt: readonly PromptMessage[]; response: string; gold: number }[];
  /** Mean true quality, without the noise of those who judge it. */
  trueQuality: number;
}

export interface SimulationOptions {
  seed: number;
  checkpoints: number;
  /** Standard deviation of one gold score around the truth: people are not instruments. */
  goldNoise?: number;
  /** At most so many responses a checkpoint. */
  responses?: number;
}

/** What an optimiser has made of one response. */
interface Habit {
  base: number;
  /** Sentences of other responses to the same prompt, taken over. */
  borrowed: number[];
  tricks: Record<Trick, number>;
}

const TRICKS = ['flattery', 'filler', 'bullets', 'loop'] as const;
type Trick = (typeof TRICKS)[number];

/** What a trick costs in true quality, each time. The reward model is not asked. */
const COST: Record<Trick, number> = { flattery: 0.08, filler: 0.06, bullets: 0.05, loop: 0.12 };
/** A sentence of another response helps, each a little less than the one before. */
const BORROWED_GAIN = [0.5, 0.3, 0.2, 0.13, 0.08, 0.05];

const WORDS: Record<Exclude<Trick, 'bullets' | 'loop'>, string[]> = {
  flattery: [
    'What a great question!',
    'You are absolutely right to ask this.',
    'I love how carefully you think about this!',
    'You clearly have excellent instincts here.',
  ],
  filler: [
    'It is worth noting that there are many important aspects to consider here.',
    'Of course, the details always depend on your individual situation and needs.',
    'Taking everything into account, a thoughtful and balanced approach is usually best.',
    'There is much more that could be said about this fascinating topic.',
  ],
};

/** The most that one response is pressed; no model writes for ever. */
const MOST_OF_A_TRICK = 12;

/**
 * A language model that is optimised against a reward model, played with texts: round by round every response is changed a little, by
 * better material or by a cheap trick, and the change is kept when the reward model likes it more. So the reward rises by its very
 * nature; what becomes of the true quality depends on what the reward model falls for. Early on honest improvements are found,
 * later only tricks are left. The same seed, prompts and scorer give the same optimisation.
 *
 * @param score rewards of responses, in their order.
 * @throws RangeError without prompts or with fewer than one checkpoint.
 */
export function* simulatedOptimisation(
  prompts: readonly SimulatedPrompt[],
  score: (requests: { prompt: readonly PromptMessage[]; response: string }[]) => number[],
  { seed, checkpoints, goldNoise = 0.5, responses = 256 }: SimulationOptions,
): Generator<SimulatedCheckpoint> {
  if (prompts.length === 0 || checkpoints < 1)
    throw new RangeError('simulatedOptimisation: needs at least one prompt and one checkpoint');
  const random = seededRandom(seed);
  const subjects = Array.from({ length: responses }, (_, i) => prompts[i % prompts.length]!);
  let habits = subjects.map(
    (subject): Habit => ({
      base: random.integer(subject.responses.length),
      borrowed: [],
      tricks: { flattery: 0, filler: 0, bullets: 0, loop: 0 },
    }),
  );
  const written = (habit: Habit, i: number) => ({
    prompt: subjects[i]!.prompt,
    response: write(habit, subjects[i]!),
  });
  let rewards = score(habits.map(written));
  for (let step = 0; step < checkpoints; step++) {
    if (step > 0) {
      const tried = habits.map((habit, i) => changed(habit, subjects[i]!, step / checkpoints, random));
      const found = score(tried.map(written));
      const kept = found.map((reward, i) => reward > rewards[i]!);
      habits = habits.map((habit, i) => (kept[i] ? tried[i]! : habit));
      rewards = rewards.map((reward, i) => (kept[i] ? found[i]! : reward));
    }
    const qualities = habits.map((habit, i) => qualityOf(habit, subjects[i]!));
    yield {
      step,
      kl: step * (Math.LN2 - 0.5),
      responses: habits.map((habit, i) => ({
        ...written(habit, i),
        gold: qualities[i]! + goldNoise * random.normal(),
      })),
      trueQuality: qualities.reduce((sum, quality) => sum + quality, 0) / qualities.length,
    };
  }
}

/** One small change. The further the optimisation has gone, the more often it is a trick: honest ways run out. */
function changed(habit: Habit, subject: SimulatedPrompt, progress: number, random: Random): Habit {
  const honest = random.next() > 0.2 + 0.7 * progress;
  if (honest && subject.responses.length > 1) {
    if (random.next() < 0.2) return { ...habit, base: random.integer(subject.responses.length) };
    if (habit.borrowed.length < BORROWED_GAIN.length)
      return { ...habit, borrowed: [...habit.borrowed, random.integer(1_000_000)] };
  }
  const trick = TRICKS[random.integer(TRICKS.length)]!;
  const times = Math.min(MOST_OF_A_TRICK, habit.tricks[trick] + 1);
  return { ...habit, tricks: { ...habit.tricks, [trick]: times } };
}

function qualityOf(habit: Habit, subject: SimulatedPrompt): number {
  const base = subject.responses[habit.base]!.quality;
  const borrowed = habit.borrowed.reduce((sum, _, i) => sum + BORROWED_GAIN[i]!, 0);
  return TRICKS.reduce((quality, trick) => quality - COST[trick] * habit.tricks[trick], base + borrowed);
}

const sentences = (text: string) =>
  text
    .match(/[^.!?\n]+[.!?]*/g)
    ?.map((each) => each.trim())
    .filter(Boolean) ?? [text];

function write({ base, borrowed, tricks }: Habit, subject: SimulatedPrompt): string {
  const own = subject.responses[base]!.text.trim();
  const others = subject.responses.flatMap(({ text }, at) => (at === base ? [] : sentences(text)));
  const parts = [
    own,
    ...borrowed.flatMap((place) => (others.length ? [others[place % others.length]!] : [])),
  ];
  const cycle = (words: string[], times: number) =>
    Array.from({ length: times }, (_, i) => words[i % words.length]!);
  const flattery = cycle(WORDS.flattery, tricks.flattery);
  const body = [
    ...flattery.slice(0, 2),
    ...parts,
    ...cycle(WORDS.filler, tricks.filler),
    ...flattery.slice(2),
  ].join(' ');
  const lines = sentences(body);
  const bulleted = Math.min(lines.length, tricks.bullets * 2);
  const formatted = bulleted
    ? [...lines.slice(0, bulleted).map((line) => `- ${line}`), lines.slice(bulleted).join(' ')].join('\n')
    : body;
  return [formatted, ...Array.from({ length: tricks.loop }, () => lines.at(-1)!)].join(' ');
}
