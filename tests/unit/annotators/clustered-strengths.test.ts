import { describe, expect, it } from 'vitest';
import { bradleyTerry, strengthDifference } from '#lib/annotators/bradley-terry';
import { clusteredCovariance, rankRange } from '#lib/annotators/clustered-strengths';
import { eloHistory, eloRatings } from '#lib/annotators/elo';
import { FIRST_WON, pairCounts, SECOND_WON, TIED } from '#lib/annotators/pair-counts';
import { seededRandom } from '#lib/statistics/random';

const STRENGTHS = [0.8, 0.3, -0.2, -0.9];

/** Comparisons of random source pairs; their labels share a liking that belongs to the comparison. */
function arena(seed: number, comparisons: number, labelsEach: number, shared: number) {
  const random = seededRandom(seed);
  const rows: [number, number, number, number][] = [];
  for (let item = 0; item < comparisons; item++) {
    const a = random.integer(4);
    const b = (a + 1 + random.integer(3)) % 4;
    const liking = shared * random.normal();
    for (let k = 0; k < labelsEach; k++) {
      const p = 1 / (1 + Math.exp(STRENGTHS[b]! - STRENGTHS[a]! - liking));
      const outcome = random.next() < 0.1 ? TIED : random.next() < p ? FIRST_WON : SECOND_WON;
      rows.push([a, b, outcome, item]);
    }
  }
  const column = (at: 0 | 1 | 3) => Int32Array.from(rows, (r) => r[at]);
  return {
    first: column(0),
    second: column(1),
    outcomes: Uint8Array.from(rows, (r) => r[2]),
    clusters: column(3),
    clusterCount: comparisons,
  };
}

const strengthsOf = (labels: ReturnType<typeof arena>) =>
  bradleyTerry(pairCounts(labels.first, labels.second, labels.outcomes, 4), { ties: 'half' });

describe('clustered errors of strengths', () => {
  it('are the model’s own, nearly, when every label is a comparison of its own and none ties', () => {
    const labels = arena(1, 6000, 1, 0);
    labels.outcomes.forEach((outcome, k) => {
      if (outcome === TIED) labels.outcomes[k] = 3;
    });
    const model = strengthsOf(labels);
    const covariance = clusteredCovariance(model, labels)!;
    for (let s = 0; s < 4; s++)
      expect(Math.sqrt(covariance[s * 5]!) / model.sources[s]!.se!).toBeCloseTo(1, 1);
  });

  it('do not shrink when every label is written down five times', () => {
    const once = arena(2, 800, 1, 0);
    const five = (column: Int32Array) =>
      Int32Array.from({ length: 4000 }, (_, k) => column[Math.floor(k / 5)]!);
    const copies = {
      first: five(once.first),
      second: five(once.second),
      outcomes: Uint8Array.from({ length: 4000 }, (_, k) => once.outcomes[Math.floor(k / 5)]!),
      clusters: five(once.clusters),
      clusterCount: 800,
    };
    const [a, b] = [
      clusteredCovariance(strengthsOf(once), once)!,
      clusteredCovariance(strengthsOf(copies), copies)!,
    ];
    for (let at = 0; at < 16; at++) expect(b[at]).toBeCloseTo(a[at]!, 8);
    expect(strengthsOf(copies).sources[0]!.se!).toBeLessThan(0.5 * Math.sqrt(b[0]!));
  });

  it('cover the spread of strengths over samples, which the model’s own errors do not', () => {
    const gaps: number[] = [];
    let clustered = 0;
    let own = 0;
    for (let seed = 0; seed < 120; seed++) {
      const labels = arena(100 + seed, 250, 4, 2.5);
      const model = strengthsOf(labels);
      const covariance = clusteredCovariance(model, labels)!;
      gaps.push(strengthDifference(model, 0, 3)!.value);
      clustered += covariance[0]! + covariance[15]! - 2 * covariance[3]!;
      own += strengthDifference(model, 0, 3)!.se ** 2;
    }
    const mean = gaps.reduce((a, b) => a + b) / gaps.length;
    const spread = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
    expect(clustered / gaps.length / spread).toBeGreaterThan(0.75);
    expect(clustered / gaps.length / spread).toBeLessThan(1.35);
    expect(own / gaps.length / spread).toBeLessThan(0.65);
  });

  it('give ranks that are sure only where the differences are', () => {
    const labels = arena(5, 3000, 2, 0.5);
    const model = strengthsOf(labels);
    const sharp = rankRange(model, clusteredCovariance(model, labels)!, 0)!;
    expect(sharp).toEqual({ rank: 1, best: 1, worst: 1, of: 4 });
    const blunt = rankRange(
      model,
      clusteredCovariance(model, labels)!.map((v) => v * 1e4),
      1,
    )!;
    expect(blunt).toEqual({ rank: 2, best: 1, worst: 4, of: 4 });
  });

  it('are missing below two clusters', () => {
    const labels = arena(6, 50, 1, 0);
    expect(
      clusteredCovariance(strengthsOf(labels), { ...labels, clusters: new Int32Array(50), clusterCount: 1 }),
    ).toBeNull();
  });
});

describe('the history of Elo ratings', () => {
  it('ends where the ratings end, and keeps their sum', () => {
    const { first, second, outcomes } = arena(7, 1000, 1, 0);
    const history = eloHistory(first, second, outcomes, 4, 20);
    expect(history).toHaveLength(21);
    expect(history.at(-1)!.ratings).toEqual(eloRatings(first, second, outcomes, 4));
    for (const { ratings } of history) expect(ratings.reduce((a, b) => a + b)).toBeCloseTo(4000, 6);
  });
});
