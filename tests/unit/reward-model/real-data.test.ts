import { expect, test, vi } from 'vitest';
import { crossValidatedRewards } from '#lib/reward-model/cross-validated-rewards';
import { featureMatrix } from '#lib/reward-model/feature-matrix';
import { type HeldOutReport, heldOutReport } from '#lib/reward-model/held-out-report';
import { rewardScorer } from '#lib/reward-model/score-responses';
import { trainRewardModel } from '#lib/reward-model/train-reward-model';
import { type LabelledPair, realPairs } from './real-pairs';

vi.setConfig({ testTimeout: 120_000 });

const DATA = ['ukpconvarg1_tv_books', 'llmfao_crowd'] as const;

function withCounts(pairs: readonly LabelledPair[]) {
  const count = (pair: LabelledPair, side: 'A' | 'B') =>
    pair.labels.filter(({ choice }) => choice === side).length;
  return pairs.map((pair) => ({ ...pair, labels: { a: count(pair, 'A'), b: count(pair, 'B') } }));
}

function percent(value: number | null, ci95: readonly number[] | null): string {
  const show = (share: number) => (100 * share).toFixed(1);
  return value === null ? '–' : `${show(value)} %${ci95 ? ` [${ci95.map(show).join(', ')}]` : ''}`;
}

function line(title: string, { accuracy, length, people, counts }: HeldOutReport): string {
  return [
    `${title}: ${counts.decided} decided pairs, ${counts.ties} ties, ${counts.prompts} prompts`,
    `accuracy ${percent(accuracy.value, accuracy.ci95)}, interval by ${accuracy.clusteredBy}`,
    `${length.rule} wins ${percent(length.accuracy.value, null)}`,
    `difference ${percent(length.difference.value, length.difference.ci95)}`,
    `length-balanced ${percent(length.balanced.value, length.balanced.ci95)}`,
    `length-matched ${percent(length.matched.value, length.matched.ci95)}`,
    `single labels ${percent(people.modelAgreement.value, null)} of a ceiling in ${percent(people.ceiling?.[0] ?? null, null)} … ${percent(people.ceiling?.[1] ?? null, null)}`,
  ].join('\n  ');
}

test.for(DATA)(
  '%s: out-of-prompt accuracy of the sparse fit is not below the better rule of length',
  (name, { skip }) => {
    const pairs = realPairs(name);
    if (!pairs) return skip(`${name}.jsonl is not there`);
    const labels = {
      targets: Float64Array.from(pairs, (pair) => pair.target),
      weights: new Float64Array(pairs.length).fill(1),
    };
    const keys = pairs.map((pair) => pair.promptKey);
    const { rewardsA, rewardsB } = crossValidatedRewards(featureMatrix(pairs), labels, keys, {
      folds: 13,
      seed: 1,
    });
    const report = heldOutReport(withCounts(pairs), rewardsA, rewardsB);
    console.log(line(`${name}, sparse fit, folds of prompts`, report));
    expect(report.accuracy.value!).toBeGreaterThanOrEqual(report.length.accuracy.value!);
    expect(report.longerWins.value).toBeCloseTo(name === 'llmfao_crowd' ? 0.432 : 0.718, 3);
  },
);

test.for(DATA)(
  '%s: the trained head is not below the better rule of length on prompts it never saw',
  async (name, { skip }) => {
    const pairs = realPairs(name);
    if (!pairs) return skip(`${name}.jsonl is not there`);
    const counted = withCounts(pairs);
    // Each prompt is held out once, so that the figure covers all pairs and not one lucky prompt.
    const folds = name === 'llmfao_crowd' ? 4 : 2;
    const keys = [...new Set(pairs.map((pair) => pair.promptKey))];
    const rewardsA = new Float64Array(pairs.length);
    const rewardsB = new Float64Array(pairs.length);
    for (let fold = 0; fold < folds; fold++) {
      const partOf = (pair: LabelledPair) => {
        const prompt = keys.indexOf(pair.promptKey);
        if (prompt % folds === fold) return 'heldOut';
        return folds > 2 && prompt % folds === (fold + 1) % folds && prompt < folds ? 'validation' : 'train';
      };
      const part = (wanted: string) =>
        Int32Array.from(pairs.keys()).filter((index) => partOf(pairs[index]!) === wanted);
      const split = { train: part('train'), validation: part('validation'), heldOut: part('heldOut') };
      const { model } = await trainRewardModel({ pairs, seed: 1, split, now: () => 0 });
      const scorer = rewardScorer(model);
      for (const index of split.heldOut) {
        const { prompt, responseA, responseB } = pairs[index]!;
        rewardsA[index] = scorer.score(prompt, responseA).raw;
        rewardsB[index] = scorer.score(prompt, responseB).raw;
      }
    }
    const report = heldOutReport(counted, rewardsA, rewardsB);
    console.log(line(`${name}, trained head, ${folds} folds of prompts`, report));
    expect(report.accuracy.value!).toBeGreaterThanOrEqual(report.length.accuracy.value!);
  },
);
