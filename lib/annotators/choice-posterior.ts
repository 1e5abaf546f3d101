/** One label on a comparison, and how often this annotator is right. */
export interface WeighedVote {
  /** Index of the choice, 0 … choiceCount − 1. */
  choice: number;
  /** Probability of choosing what is right, strictly between 0 and 1. */
  accuracy: number;
}

/**
 * How certain is the right choice, given who chose what? The one-coin model of Dawid & Skene (1979): each annotator is
 * right with their own probability and errs evenly over the other choices; choices are equally likely beforehand.
 *
 * @returns a probability by choice; evenly spread without votes.
 * @throws RangeError for fewer than two choices, a choice that is not one of them, or an accuracy outside (0, 1).
 */
export function choicePosterior(votes: readonly WeighedVote[], choiceCount: number): Float64Array {
  if (!Number.isInteger(choiceCount) || choiceCount < 2)
    throw new RangeError(`choicePosterior: ${choiceCount} choices`);
  const logs = new Float64Array(choiceCount);
  for (const { choice, accuracy } of votes) {
    if (!(choice >= 0 && choice < choiceCount) || !(accuracy > 0 && accuracy < 1))
      throw new RangeError(`choicePosterior: choice ${choice} of ${choiceCount}, accuracy ${accuracy}`);
    const wrong = Math.log((1 - accuracy) / (choiceCount - 1));
    for (let c = 0; c < choiceCount; c++) logs[c]! += c === choice ? Math.log(accuracy) : wrong;
  }
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** How one annotator's labels agree with those of others on the same comparisons. */
export interface PeerAgreement {
  agreeing: number;
  of: number;
}

// So many label pairs' worth of belief that somebody is like the others.
const LIKE_THE_OTHERS = 20;
const LEAST = 0.05;
const PASSES = 30;

/**
 * How often is each annotator right, judged by their peers? Moments of the one-coin model: with lift = (p − 1/q)/(1 − 1/q)
 * over guessing, two annotators agree with lift Lᵢ·Lⱼ, so each one's agreement over the mean lift of the others is their own.
 * Few label pairs count for little: they are drawn towards the crew's. Never below guessing and never quite 1, so that one
 * vote can't decide alone.
 *
 * @returns one accuracy per annotator, and that of the crew for whoever is not among them; 0.7 where nothing is known.
 */
export function accuracyFromAgreement(
  annotators: ReadonlyMap<number, PeerAgreement>,
  choiceCount: number,
): { crew: number; by: Map<number, number> } {
  const guess = 1 / choiceCount;
  const accuracyOf = (lift: number) =>
    Math.min(1 - LEAST, Math.max(guess + LEAST / 10, guess + (1 - guess) * lift));
  const people = [...annotators.values()];
  const of = people.reduce((sum, own) => sum + own.of, 0);
  if (of === 0) return { crew: 0.7, by: new Map([...annotators.keys()].map((id) => [id, 0.7])) };
  const agreement = people.reduce((sum, own) => sum + own.agreeing, 0) / of;
  const liftOf = (share: number) => Math.max(0, (share - guess) / (1 - guess));
  const crewLift = Math.sqrt(liftOf(agreement));
  const surplus = people.map((own) =>
    liftOf((own.agreeing + LIKE_THE_OTHERS * agreement) / (own.of + LIKE_THE_OTHERS)),
  );
  let lifts = people.map(() => crewLift);
  for (let pass = 0; people.length > 1 && pass < PASSES; pass++) {
    const total = lifts.reduce((sum, lift) => sum + lift, 0);
    // Half a step at a time: the whole step swings.
    lifts = lifts.map((lift, i) => {
      const others = (total - lift) / (people.length - 1);
      return others > 0 ? (lift + Math.min(1, surplus[i]! / others)) / 2 : 0;
    });
  }
  return {
    crew: accuracyOf(crewLift),
    by: new Map([...annotators.keys()].map((id, i) => [id, accuracyOf(lifts[i]!)])),
  };
}
