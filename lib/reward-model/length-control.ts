import type { FeatureMatrix } from './feature-matrix';
import type { PreferencePair } from './preference-pair';
import { headLayout, type RewardHead } from './reward-head';
import { HAND_PLACES, HAND_START } from './text-features';

/**
 * A head whose reward no longer rises or falls with length between responses to one prompt.
 *
 * What length alone explains of the rewards of the training responses (the slope of reward on standardised log characters,
 * within prompts) is taken off the direct weight of the length feature: afterwards the two are uncorrelated there, to the
 * last bit that single precision holds. It is the linear case of the "disentangled" rewards of ODIN (Chen et al. 2024); what
 * else goes along with length, such as lists, stays.
 *
 * @param matrix standardised features.
 * @param rewards raw reward of each row by the head.
 * @param promptOf for each row in `rows`, any number that tells its prompt apart.
 * @returns the head, and the slope taken off, reward per standard deviation of log characters; 0 when lengths never differ
 *   within a prompt.
 */
export function withoutLength(
  head: RewardHead,
  matrix: FeatureMatrix,
  rewards: Float64Array,
  rows: Int32Array,
  promptOf: Int32Array,
): { head: RewardHead; slope: number } {
  const length = (row: number) => matrix.values[matrix.starts[row + 1]! - HAND_PLACES]!;
  const groups = new Map<number, { n: number; length: number; reward: number }>();
  rows.forEach((row, i) => {
    const group = groups.get(promptOf[i]!) ?? { n: 0, length: 0, reward: 0 };
    groups.set(promptOf[i]!, group);
    group.n++;
    group.length += length(row);
    group.reward += rewards[row]!;
  });
  let spread = 0;
  let together = 0;
  rows.forEach((row, i) => {
    const { n, length: sum, reward } = groups.get(promptOf[i]!)!;
    const away = length(row) - sum / n;
    spread += away * away;
    together += away * (rewards[row]! - reward / n);
  });
  if (spread < 1e-9) return { head, slope: 0 };
  const slope = together / spread;
  const weights = head.weights.slice();
  weights[headLayout(head.units).direct[0] + HAND_START]! -= slope;
  return { head: { units: head.units, weights }, slope };
}

/** A number for the prompt of each of the rows; a text that answers several prompts is a row for each. */
export function promptsOfRows(
  { rowsA, rowsB, rowCount }: FeatureMatrix,
  pairs: readonly PreferencePair[],
  training: Int32Array,
  rows: Int32Array,
): Int32Array {
  const numbers = new Map<string, number>();
  const promptOf = new Int32Array(rowCount);
  for (const pair of training) {
    const key = pairs[pair]!.promptKey;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    promptOf[rowsA[pair]!] = number;
    promptOf[rowsB[pair]!] = number;
  }
  return rows.map((row) => promptOf[row]!);
}
