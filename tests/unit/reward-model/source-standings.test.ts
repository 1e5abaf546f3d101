import { describe, expect, it } from 'vitest';
import { sigmoid } from '#lib/reward-model/preference-loss';
import { SourceSums } from '#lib/reward-model/source-standings';
import { seededRandom } from '#lib/statistics/random';

const probability = (a: number, b: number) => sigmoid(a - b);
const response = (source: string | null, reward: number) => ({ source, reward, characters: 10 });

describe('standings of sources', () => {
  it('are means with an interval over prompts, as by hand', () => {
    const sums = new SourceSums();
    // Means without each prompt: 3, 2 and 1: variance (2/3) · ((3−2)² + 0 + (1−2)²) = 4/3.
    sums.add('p1', [response('x', 0), response('y', 1)], probability);
    sums.add('p2', [response('x', 2)], probability);
    sums.add('p3', [response('x', 4), response(null, 9)], probability);
    const [x, y] = sums.standings();
    expect(x).toMatchObject({ source: 'x', responses: 3, prompts: 3, characters: 10 });
    expect(x!.reward.value).toBe(2);
    expect(x!.reward.se).toBeCloseTo(Math.sqrt(4 / 3), 12);
    expect(x!.wins!.value).toBeCloseTo(sigmoid(-1), 12);
    expect(y).toMatchObject({ source: 'y', reward: { value: 1, se: null, ci95: null } });
  });

  it('cover the mean of new prompts although responses to one prompt are alike', () => {
    const random = seededRandom(4);
    let covered = 0;
    const TRIES = 300;
    for (let t = 0; t < TRIES; t++) {
      const sums = new SourceSums();
      for (let p = 0; p < 40; p++) {
        const shared = random.next() - 0.5;
        sums.add(
          `p${p}`,
          Array.from({ length: 4 }, () => response('x', shared + (random.next() - 0.5) / 4)),
          probability,
        );
      }
      const [low, high] = sums.standings()[0]!.reward.ci95!;
      if (low <= 0 && high >= 0) covered++;
    }
    expect(covered / TRIES).toBeGreaterThan(0.91);
    expect(covered / TRIES).toBeLessThan(0.985);
  });

  it('say nothing of wins where no prompt has two sources', () => {
    const sums = new SourceSums();
    sums.add('p1', [response('x', 1)], probability);
    expect(sums.standings()[0]!.wins).toBeNull();
  });
});
