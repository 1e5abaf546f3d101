/** One scored response. */
export interface ScoredResponse {
  prompt: number;
  length: number;
  reward: number;
}

export interface LengthCorrelation {
  /** Pearson correlation of reward with log(1 + characters) over all responses, in [−1, 1]; null when one does not vary. */
  overall: number | null;
  /** The same after taking each prompt's mean off both: does the model prefer the longer of two answers to one question? */
  withinPrompt: number | null;
  responses: number;
}

const MINIMUM_RESPONSES = 30;

/** How far reward follows length. Both null below 30 distinct responses, or when rewards or lengths do not vary. */
export function lengthCorrelation(responses: readonly ScoredResponse[]): LengthCorrelation {
  const count = responses.length;
  if (count < MINIMUM_RESPONSES) return { overall: null, withinPrompt: null, responses: count };
  const lengths = responses.map(({ length }) => Math.log1p(length));
  const rewards = responses.map(({ reward }) => reward);
  const prompts = responses.map(({ prompt }) => prompt);
  return {
    overall: correlation(centred(lengths), centred(rewards)),
    withinPrompt: correlation(centredBy(prompts, lengths), centredBy(prompts, rewards)),
    responses: count,
  };
}

function centred(values: readonly number[]): number[] {
  return centredBy(new Array<number>(values.length).fill(0), values);
}

function centredBy(groups: readonly number[], values: readonly number[]): number[] {
  const sums = new Map<number, [sum: number, count: number]>();
  groups.forEach((group, i) => {
    const [sum, count] = sums.get(group) ?? [0, 0];
    sums.set(group, [sum + values[i]!, count + 1]);
  });
  return values.map((value, i) => {
    const [sum, count] = sums.get(groups[i]!)!;
    return value - sum / count;
  });
}

function correlation(x: readonly number[], y: readonly number[]): number | null {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    xx += x[i]! ** 2;
    yy += y[i]! ** 2;
    xy += x[i]! * y[i]!;
  }
  return xx < 1e-12 || yy < 1e-12 ? null : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
