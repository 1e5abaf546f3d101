import { expect, test } from 'vitest';
import { clusteredMean } from '#lib/reward-model/clustered-mean';
import { type HeldOutPair, heldOutReport } from '#lib/reward-model/held-out-report';
import { humanCeiling } from '#lib/reward-model/human-ceiling';
import { preferenceCalibration } from '#lib/reward-model/preference-calibration';
import { seededRandom } from '#lib/statistics/random';

/** Pairs whose longer response is preferred with probability `longerBetter`, `each` to a prompt, and a model of given accuracy. */
function simulated(prompts: number, each: number, longerBetter: number, accuracy: number, seed: number) {
  const random = seededRandom(seed);
  const pairs: HeldOutPair[] = [];
  const rewardsA: number[] = [];
  for (let i = 0; i < prompts * each; i++) {
    const short = `answer ${i}`;
    const long = `${short} with quite some more words to it`;
    const [responseA, responseB] = random.next() < 0.5 ? [short, long] : [long, short];
    const longerIsA = responseA === long;
    const better = random.next() < longerBetter === longerIsA;
    const a = better ? 3 : 1;
    const prompt = `prompt ${i % prompts}`;
    pairs.push({
      promptKey: prompt,
      prompt: [{ role: 'user', content: prompt }],
      responseA,
      responseB,
      target: better ? 0.75 : 0.25,
      weight: 1,
      labels: { a, b: 4 - a },
    });
    rewardsA.push((random.next() < accuracy === better ? 1 : -1) * (0.5 + random.next()));
  }
  return { pairs, rewardsA: Float64Array.from(rewardsA), rewardsB: new Float64Array(pairs.length) };
}

const report = ({ pairs, rewardsA, rewardsB }: ReturnType<typeof simulated>) =>
  heldOutReport(pairs, rewardsA, rewardsB);

test('accuracy counts decided pairs only, equal rewards half, and says how many ties it left out', () => {
  const { pairs, rewardsA, rewardsB } = simulated(40, 1, 0.5, 1, 1);
  const ties = pairs.slice(0, 7).map((pair) => ({ ...pair, target: 0.5 }));
  const all = [...pairs, ...ties];
  const rewards = Float64Array.from(all, (_, i) => (i < 10 ? 0 : (rewardsA[i] ?? -9)));
  const { accuracy, counts } = heldOutReport(
    all,
    rewards,
    new Float64Array(all.length).map((_, i) => rewardsB[i] ?? 0),
  );
  expect(counts).toMatchObject({ pairs: 47, decided: 40, ties: 7, prompts: 40 });
  expect(accuracy.value).toBe((30 + 0.5 * 10) / 40);
  expect(accuracy.n).toBe(40);
});

test('the length rule is the better of the two on the same pairs, and the difference is paired', () => {
  const shorter = report(simulated(100, 5, 0.2, 0.9, 2));
  expect(shorter.length.rule).toBe('shorter');
  expect(shorter.longerWins.value! + shorter.length.accuracy.value!).toBeCloseTo(1, 12);
  expect(shorter.length.difference.value).toBeCloseTo(
    shorter.accuracy.value! - shorter.length.accuracy.value!,
    12,
  );
  expect(report(simulated(100, 5, 0.8, 0.9, 2)).length.rule).toBe('longer');
});

test('a model that only follows length has difference 0, correlation 1 and nothing on matched lengths', () => {
  const { pairs } = simulated(60, 3, 0.8, 1, 3);
  const rewardsA = Float64Array.from(pairs, (pair) => Math.log1p(pair.responseA.length));
  const rewardsB = Float64Array.from(pairs, (pair) => Math.log1p(pair.responseB.length));
  const { length } = heldOutReport(pairs, rewardsA, rewardsB);
  expect(length.difference.value).toBe(0);
  expect(length.correlation.overall).toBeCloseTo(1, 10);
  expect(length.correlation.withinPrompt).toBeCloseTo(1, 10);
  expect(length.shorterPreferred.value).toBe(0);
  expect(length.balanced.value).toBeCloseTo(0.5, 12);
  expect(length.matched.value).toBeNull();
  expect(length.matched.reason).toMatch(/at least 30/);
});

test('balanced accuracy is the mean over both kinds of pairs, with an interval around it', () => {
  const data = simulated(100, 5, 0.8, 0.9, 2);
  const { length } = report(data);
  const kinds = [0, 1].map((kind) => {
    const rows = data.pairs.flatMap((pair, i) =>
      Number(pair.responseA.length > pair.responseB.length === pair.target > 0.5) === kind ? [i] : [],
    );
    return rows.filter((i) => data.rewardsA[i]! > 0 === data.pairs[i]!.target > 0.5).length / rows.length;
  });
  expect(length.balanced.value).toBeCloseTo((kinds[0]! + kinds[1]!) / 2, 12);
  expect(length.balanced.ci95![0]).toBeLessThan(length.balanced.value!);
  // The rarer kind decides the error: it is larger than that of a plain mean over as many pairs.
  expect(length.balanced.se!).toBeGreaterThan(0.014);
});

test('people agree on half of their label pairs at 3 to 1, and a perfect model then has three labels in four', () => {
  const { people } = report(simulated(50, 4, 0.5, 1, 4));
  expect(people.agreement.value).toBeCloseTo(0.5, 12);
  expect(people.modelAgreement.value).toBeCloseTo(0.75, 12);
  expect(people.ceiling).toBeNull();
  expect(people.parity).toBeNull();
});

test('the ceiling of the published agreement rates', () => {
  for (const [agreement, high] of [
    [0.63, 0.755],
    [0.657, 0.78],
    [0.726, 0.836],
    [0.773, 0.869],
    [0.85, 0.918],
    [1, 1],
  ] as const) {
    expect(humanCeiling(agreement)![0]).toBe(agreement);
    expect(humanCeiling(agreement)![1]).toBeCloseTo(high, 3);
  }
  expect(humanCeiling(0.5)).toBeNull();
  expect(() => humanCeiling(1.2)).toThrow(/humanCeiling/);
});

test('no figure is ever NaN, and too little data is null with a reason', () => {
  for (const count of [0, 1, 2, 29]) {
    const few = simulated(Math.max(1, count), 1, 0.5, 1, 5);
    const result = heldOutReport(
      few.pairs.slice(0, count),
      few.rewardsA.slice(0, count),
      few.rewardsB.slice(0, count),
    );
    expect(result.accuracy.value).toBeNull();
    expect(result.accuracy.reason).toContain(`${count} pairs`);
    expect(result.calibration).toBeNull();
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
  }
});

test('malformed input is refused by name', () => {
  const { pairs, rewardsA } = simulated(5, 1, 0.5, 1, 6);
  expect(() => heldOutReport(pairs, rewardsA, new Float64Array(2))).toThrow(/heldOutReport/);
  expect(() => heldOutReport(pairs, rewardsA.fill(Number.NaN), new Float64Array(5))).toThrow(/heldOutReport/);
});

test('worst errors are wrong pairs only, the most confident first', () => {
  const { worstErrors } = report(simulated(100, 1, 0.5, 0.6, 7));
  expect(worstErrors).toHaveLength(20);
  worstErrors.forEach(({ difference, target, loss }, i) => {
    expect(difference > 0).toBe(target < 0.5);
    expect(loss).toBeLessThanOrEqual(worstErrors[i - 1]?.loss ?? Infinity);
  });
});

test('the interval covers the truth about as often as it says, over prompts and over responses', () => {
  const random = seededRandom(8);
  for (const [prompts, sharedBy] of [
    [40, 'prompts'],
    [4, 'responses'],
  ] as const) {
    let covered = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      // Pairs share an effect: of their prompt when there are many, of their two responses when there are few.
      const values = [];
      for (let prompt = 0; prompt < prompts; prompt++) {
        const promptEffect = sharedBy === 'prompts' ? random.normal() : 0;
        const effects = Array.from({ length: 12 }, () => (sharedBy === 'responses' ? random.normal() : 0));
        for (let i = 0; i < 20; i++) {
          const a = random.integer(12);
          const b = (a + 1 + random.integer(11)) % 12;
          const value = promptEffect + effects[a]! + effects[b]! + random.normal();
          values.push({ value, prompt, responseA: prompt * 12 + a, responseB: prompt * 12 + b });
        }
      }
      const { ci95, clusteredBy } = clusteredMean(values, [-Infinity, Infinity]);
      expect(clusteredBy).toBe(sharedBy);
      if (ci95![0] <= 0 && ci95![1] >= 0) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.9);
    expect(covered / rounds).toBeLessThan(0.985);
  }
});

test('a perfect score on few prompts keeps an interval below 1', () => {
  const { accuracy } = report(simulated(40, 1, 0.5, 1, 9));
  expect(accuracy.value).toBe(1);
  expect(accuracy.ci95![0]).toBeGreaterThan(0.85);
  expect(accuracy.ci95![0]).toBeLessThan(1);
});

test('a model that says what happens is calibrated, one that doubles its margins is not', () => {
  const random = seededRandom(10);
  const n = 4000;
  const differences = Float64Array.from({ length: n }, () => 1.5 * random.normal());
  const targets = Float64Array.from(differences, (d) => Number(random.next() < 1 / (1 + Math.exp(-d))));
  const honest = preferenceCalibration(differences, targets)!;
  const boastful = preferenceCalibration(
    differences.map((d) => 3 * d),
    targets,
  )!;
  expect(honest.expectedError).toBeLessThan(0.03);
  expect(boastful.expectedError).toBeGreaterThan(0.1);
  expect(honest.bins.reduce((sum, { count }) => sum + count, 0)).toBe(n);
});

test('where no lengths are within 10 %, the nearest tenth of the pairs stands for equal length, and says how near', () => {
  const far = report(simulated(100, 10, 0.5, 0.8, 4));
  expect(far.length.matched.n).toBeGreaterThanOrEqual(100);
  expect(far.length.matchedWithin!).toBeGreaterThan(0.1);
  const few = report(simulated(20, 5, 0.5, 0.8, 4));
  expect(few.length).toMatchObject({ matchedWithin: 0.1, matched: { value: null } });
});
