import { describe, expect, it } from 'vitest';
import { accuracyFromAgreement, choicePosterior } from '#lib/annotators/choice-posterior';
import { seededRandom } from '#lib/statistics/random';

describe('choicePosterior', () => {
  it('is Bayes’ rule on independent annotators', () => {
    const posterior = choicePosterior(
      [
        { choice: 0, accuracy: 0.8 },
        { choice: 0, accuracy: 0.7 },
        { choice: 2, accuracy: 0.6 },
      ],
      3,
    );
    const weights = [0.8 * 0.7 * 0.2, 0.1 * 0.15 * 0.2, 0.1 * 0.15 * 0.6];
    const total = weights.reduce((a, b) => a + b);
    for (let c = 0; c < 3; c++) expect(posterior[c]).toBeCloseTo(weights[c]! / total, 12);
  });

  it('knows nothing without votes, and does not mind the order of votes or a renaming of choices', () => {
    expect([...choicePosterior([], 4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
    const votes = [
      { choice: 0, accuracy: 0.9 },
      { choice: 1, accuracy: 0.55 },
    ];
    expect(choicePosterior([...votes].reverse(), 3)).toEqual(choicePosterior(votes, 3));
    const renamed = choicePosterior(
      votes.map((v) => ({ ...v, choice: 2 - v.choice })),
      3,
    );
    expect([...renamed].reverse()).toEqual([...choicePosterior(votes, 3)]);
  });

  it('refuses what is no vote', () => {
    expect(() => choicePosterior([{ choice: 3, accuracy: 0.7 }], 3)).toThrow(RangeError);
    expect(() => choicePosterior([{ choice: 0, accuracy: 1 }], 3)).toThrow(RangeError);
    expect(() => choicePosterior([], 1)).toThrow(RangeError);
  });
});

describe('accuracyFromAgreement', () => {
  it('finds the accuracies that the labels were drawn with', () => {
    const random = seededRandom(5);
    const truth = [0.9, 0.8, 0.75, 0.6, 0.4];
    const own = truth.map(() => ({ agreeing: 0, of: 0 }));
    for (let item = 0; item < 20_000; item++) {
      const said = truth.map((p) => (random.next() < p ? 0 : 1 + random.integer(2)));
      for (let i = 0; i < 5; i++)
        for (let j = 0; j < 5; j++) {
          if (i === j) continue;
          own[i]!.of++;
          if (said[i] === said[j]) own[i]!.agreeing++;
        }
    }
    const { crew, by } = accuracyFromAgreement(new Map(own.map((o, i) => [i, o])), 3);
    expect(crew).toBeCloseTo(0.69, 1);
    for (let i = 0; i < 5; i++) expect(Math.abs(by.get(i)! - truth[i]!)).toBeLessThan(0.02);
  });

  it('draws whoever has few labels towards the crew, and keeps off 0 and 1', () => {
    const others = [11, 12, 13, 14, 15].map((id) => [id, { agreeing: 650, of: 1000 }] as const);
    const { by } = accuracyFromAgreement(
      new Map([...others, [2, { agreeing: 1, of: 1 }], [3, { agreeing: 0, of: 500 }]]),
      3,
    );
    expect(Math.abs(by.get(2)! - by.get(11)!)).toBeLessThan(0.08);
    expect(by.get(3)).toBeGreaterThan(1 / 3);
    expect(accuracyFromAgreement(new Map(), 4)).toEqual({ crew: 0.7, by: new Map() });
  });
});
