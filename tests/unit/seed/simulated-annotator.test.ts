import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/statistics/random';
import {
  type AnnotatorBehaviour,
  type SimulatedChoice,
  settledTaste,
  simulateChoice,
} from '#prisma/seed/demo/simulated-annotator';

const LABELS = 4000;

/** Many answers of one behaviour to one pair, with the better response stored as A and the sides shuffled. */
function answers(behaviour: AnnotatorBehaviour, gap: number, labelNumber = 1) {
  const random = seededRandom(5);
  return Array.from({ length: LABELS }, () => {
    const shownSwapped = random.next() < 0.5;
    const answer = simulateChoice({
      behaviour,
      qualityA: gap / 2,
      qualityB: -gap / 2,
      shownSwapped,
      labelNumber,
      random,
    });
    return { ...answer, shownSwapped };
  });
}

const share = <T>(values: T[], test: (value: T) => boolean) => values.filter(test).length / values.length;
const right = (given: SimulatedChoice[]) => share(given, (a) => a.choice === 'A');

describe('simulateChoice', () => {
  it('finds the better response more often the more careful the annotator is', () => {
    const [careful, ordinary, hasty, guessing] = (['careful', 'ordinary', 'hasty', 'guessing'] as const).map(
      (kind) => right(answers({ kind }, 0.8)),
    );
    expect(careful!).toBeGreaterThan(ordinary! + 0.05);
    expect(ordinary!).toBeGreaterThan(hasty! + 0.02);
    expect(hasty!).toBeGreaterThan(guessing! + 0.15);
    expect(guessing!).toBeCloseTo(0.47, 1);
  });

  it('depends on the difference of the qualities only, and follows its sign', () => {
    const chosen = (choice: 'A' | 'B', qualityA: number, qualityB: number) => {
      const random = seededRandom(9);
      const given = Array.from({ length: LABELS }, () =>
        simulateChoice({
          behaviour: { kind: 'ordinary' },
          qualityA,
          qualityB,
          shownSwapped: false,
          labelNumber: 1,
          random,
        }),
      );
      return share(given, (a) => a.choice === choice);
    };
    expect(chosen('A', 1.2, 0.4)).toBeCloseTo(chosen('A', 0.8, 0), 10);
    // Four standard errors of a share near .8.
    expect(Math.abs(chosen('B', 0, 0.8) - chosen('A', 0.8, 0))).toBeLessThan(
      4 * Math.sqrt((2 * 0.16) / LABELS),
    );
  });

  it('gives ties where the responses are close and hardly any where they are far apart', () => {
    const ties = (gap: number) => share(answers({ kind: 'ordinary' }, gap), (a) => a.choice === 'TIE');
    expect(ties(0)).toBeGreaterThan(0.12);
    expect(ties(2)).toBeLessThan(0.02);
  });

  it('lets only the left-clicker prefer a side', () => {
    const left = (kind: 'ordinary' | 'left-clicker' | 'guessing') => {
      const decisive = answers({ kind }, 0).filter((a) => a.choice === 'A' || a.choice === 'B');
      return share(decisive, (a) => (a.choice === 'A') !== a.shownSwapped);
    };
    expect(left('left-clicker')).toBeGreaterThan(0.7);
    // Four standard errors of a fair coin.
    expect(Math.abs(left('ordinary') - 0.5)).toBeLessThan(0.032);
    expect(Math.abs(left('guessing') - 0.5)).toBeLessThan(0.032);
  });

  it('turns the drifter at the label after the change, in accuracy and in time', () => {
    const behaviour: AnnotatorBehaviour = { kind: 'drifter', changeAtLabel: 180 };
    const before = answers(behaviour, 1.4, 180);
    const after = answers(behaviour, 1.4, 181);
    expect(right(before)).toBeGreaterThan(0.95);
    expect(right(after)).toBeLessThan(0.65);
    const time = (given: SimulatedChoice[]) => given.reduce((sum, a) => sum + a.durationMs, 0) / given.length;
    expect(time(after)).toBeLessThan(time(before) / 3);
  });

  it('makes anybody careful after they were coached', () => {
    const behaviour: AnnotatorBehaviour = { kind: 'hasty', coachedAfterLabel: 100 };
    expect(right(answers(behaviour, 0.8, 100))).toBeLessThan(0.85);
    expect(right(answers(behaviour, 0.8, 101))).toBeGreaterThan(0.93);
  });

  it('says both bad only when neither response is usable', () => {
    const bothBad = (level: number) => {
      const random = seededRandom(3);
      return share(
        Array.from({ length: LABELS }, () =>
          simulateChoice({
            behaviour: { kind: 'careful' },
            qualityA: level,
            qualityB: level - 0.1,
            shownSwapped: false,
            labelNumber: 1,
            random,
          }),
        ),
        (a) => a.choice === 'BOTH_BAD',
      );
    };
    expect(bothBad(-0.5)).toBeGreaterThan(0.2);
    expect(bothBad(0.5)).toBe(0);
  });

  it('gives a strength exactly to decisive choices, stronger for a wider gap', () => {
    const near = answers({ kind: 'careful' }, 0.3);
    const far = answers({ kind: 'careful' }, 2);
    for (const a of [...near, ...far])
      expect(a.strength === null).toBe(a.choice === 'TIE' || a.choice === 'BOTH_BAD');
    expect(share(far, (a) => a.strength === 3)).toBeGreaterThan(0.5);
    expect(share(near, (a) => a.strength === 3)).toBeLessThan(0.1);
  });

  it('repeats itself when the settled opinion is the same', () => {
    const random = seededRandom(8);
    const again = Array.from({ length: LABELS }, (_, i) => {
      const taste = settledTaste(1, `maren/${i}`, seededRandom);
      const ask = () =>
        simulateChoice({
          behaviour: { kind: 'ordinary' },
          qualityA: 0.2,
          qualityB: 0,
          shownSwapped: false,
          labelNumber: 1,
          random,
          taste,
        }).choice;
      const [first, second] = [ask(), ask()];
      return first === second;
    });
    expect(share(again, (same) => same)).toBeGreaterThan(0.9);
  });

  it('refuses qualities that are no numbers and label numbers that do not count', () => {
    const base = {
      behaviour: { kind: 'careful' } as const,
      qualityA: 0,
      qualityB: 0,
      shownSwapped: false,
      labelNumber: 1,
      random: seededRandom(1),
    };
    expect(() => simulateChoice({ ...base, qualityA: Number.NaN })).toThrow(/^simulateChoice: qualities/);
    expect(() => simulateChoice({ ...base, labelNumber: 0 })).toThrow(RangeError);
    expect(() => simulateChoice({ ...base, labelNumber: 1.5 })).toThrow(RangeError);
  });
});

describe('settledTaste', () => {
  it('is standard normal over meetings and the same for the same meeting', () => {
    const tastes = Array.from({ length: LABELS }, (_, i) => settledTaste(3, `a/${i}`, seededRandom));
    const mean = tastes.reduce((a, b) => a + b, 0) / LABELS;
    const variance = tastes.reduce((sum, t) => sum + (t - mean) ** 2, 0) / LABELS;
    // Four standard errors.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(LABELS));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / LABELS));
    expect(settledTaste(3, 'a/7', seededRandom)).toBe(tastes[7]);
    expect(settledTaste(4, 'a/7', seededRandom)).not.toBe(tastes[7]);
  });
});
