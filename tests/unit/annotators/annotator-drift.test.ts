import { describe, expect, test } from 'vitest';
import { annotatorDrift } from '#lib/annotators/annotator-drift';
import { consensusSignals, NO_GOLD } from '#lib/annotators/consensus-signals';
import { simulatedCrew } from './simulated-crew';

const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);
const drift = (crew: ReturnType<typeof simulatedCrew>) =>
  annotatorDrift(consensusSignals(crew.columns), { seed: 7, budget: 5e5 });

describe('a crew of eight in which one annotator falls from .85 to .45 half-way', () => {
  const crews = SEEDS.map((seed) => simulatedCrew(seed));
  const results = crews.map(drift);

  test('the one who falls is found in at least 92 of 100 crews, and in 95 where there are 200 labels or more', () => {
    const found = results.map((crew) => (crew[0]!.state === 'drifting' ? 1 : 0));
    const share = (some: number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
    expect(share(found)).toBeGreaterThanOrEqual(0.92);
    expect(share(found.filter((_, index) => crews[index]!.driftsFrom > 100))).toBeGreaterThanOrEqual(0.95);
  });

  test('at most one in a hundred of the others is called drifting', () => {
    const false_ = results.flatMap((crew) => crew.slice(1)).filter((one) => one.state === 'drifting').length;
    expect(false_ / (results.length * 7)).toBeLessThanOrEqual(0.01);
  });

  test('the alarm comes within 50 labels at the median, and names the start within 15 labels of the truth', () => {
    const alarms = results.flatMap((crew, index) => {
      const alarm = crew[0]!.worse?.alarm;
      return alarm ? [{ alarm, from: crews[index]!.driftsFrom }] : [];
    });
    const delays = alarms.map(({ alarm, from }) => alarm.labelNumber - from).sort((a, b) => a - b);
    const misses = alarms
      .map(({ alarm, from }) => Math.abs(alarm.start.labelNumber - from))
      .sort((a, b) => a - b);
    expect(delays[delays.length >> 1]).toBeLessThanOrEqual(50);
    expect(misses[misses.length >> 1]).toBeLessThanOrEqual(15);
  });

  test('the alarm says what changed: the rate after the start lies above the rate before and above what the cohort explains', () => {
    for (const [one] of results) {
      if (!one?.worse?.alarm) continue;
      expect(one.after!.ci95![0]).toBeGreaterThan(one.before.value!);
      expect(one.after!.value).toBeGreaterThan(one.expectedAfter!);
      expect(one.before.n + one.after!.n).toBe(one.judgedLabels);
      expect(one.worse.alarm.labelsSince).toBe(one.after!.n);
      expect(one.worse.path[one.worse.alarm.pathIndex]).toBeGreaterThanOrEqual(one.worse.limit);
      expect(one.worse.pValue).toBeLessThan(0.01);
    }
  });
});

describe('a hundred crews in which nothing changes', () => {
  const results = SEEDS.flatMap((seed) => drift(simulatedCrew(seed + 1000, { accuracyAfter: 0.85 })));
  const share = (some: (one: (typeof results)[number]) => boolean) =>
    results.filter(some).length / results.length;

  test('at most one annotator in a hundred alarms, and all are watched', () => {
    expect(share((one) => one.state === 'drifting')).toBeLessThanOrEqual(0.01);
    expect(share((one) => one.state === 'not_enough_labels')).toBe(0);
  });

  test('p-values below .05 and below .2 come about as often as they should', () => {
    for (const level of [0.05, 0.2]) {
      expect(share((one) => one.worse!.pValue < level)).toBeLessThan(1.4 * level);
      expect(share((one) => one.worse!.pValue < level)).toBeGreaterThan(0.5 * level);
    }
  });
});

test('a record of 60 to 150 labels is watched with a shorter baseline, and the result says how short', () => {
  const [first] = drift(simulatedCrew(3, { labels: 120 }));
  expect(first!.baselineLabels).toBe(Math.round(0.4 * first!.judgedLabels));
  expect(first!.baselineShare).toBeCloseTo(0.4, 1);
  expect(first!.worse!.path).toHaveLength(first!.judgedLabels - first!.baselineLabels);
});

test('fewer than 60 judged labels are not enough to watch, and nothing is drawn', () => {
  for (const one of drift(simulatedCrew(4, { labels: 50 }))) {
    expect(one.state).toBe('not_enough_labels');
    expect(one.worse).toBeNull();
    expect(one.better).toBeNull();
  }
});

test('a record without any label gives one entry per annotator, none of them watched', () => {
  const empty = { items: new Int32Array(0), annotators: new Int32Array(0), choices: new Uint8Array(0) };
  const columns = { ...empty, itemCount: 0, annotatorCount: 3, categoryCount: 3 };
  const states = annotatorDrift(consensusSignals(columns), { seed: 1 }).map((one) => one.state);
  expect(states).toEqual(['not_enough_labels', 'not_enough_labels', 'not_enough_labels']);
});

test('the same seed gives the same limits, another seed nearly the same', () => {
  const crew = simulatedCrew(5);
  const signals = consensusSignals(crew.columns);
  const limits = (seed: number) => annotatorDrift(signals, { seed }).map((one) => one.worse!.limit);
  const once = limits(1);
  expect(limits(1)).toEqual(once);
  limits(2).forEach((limit, index) => {
    expect(Math.abs(limit - once[index]!)).toBeLessThan(0.6);
  });
});

test('harder comparisons for the whole crew raise no alarm', () => {
  let alarms = 0;
  for (const seed of SEEDS.slice(0, 30)) {
    const easy = simulatedCrew(seed, { accuracyAfter: 0.85, labels: 300 });
    const { columns } = easy;
    const half = columns.items.length / 2;
    for (let row = 0; row < columns.items.length; row++) {
      const item = columns.items[row]!;
      if (row > half && item % 3 === 0) columns.choices[row] = (row * 7 + item * 13 + seed) % 3;
    }
    alarms += drift(easy).filter((one) => one.state === 'drifting').length;
  }
  expect(alarms).toBeLessThanOrEqual(3);
});

test('someone who suddenly agrees with everyone alarms on the mirrored chart only', () => {
  let mirrored = 0;
  for (const seed of SEEDS.slice(0, 20)) {
    const { columns, truths } = simulatedCrew(seed, { labels: 400, accuracyAfter: 0.85 });
    let seen = 0;
    for (let row = 0; row < columns.items.length; row++) {
      if (columns.annotators[row] !== 0) continue;
      seen++;
      const careless = seen <= 180 && row % 2 === 0;
      columns.choices[row] = careless ? (row * 5 + seen) % 3 : truths[columns.items[row]!]!;
    }
    const [first] = drift({ columns, truths, driftsFrom: 181 });
    if (first!.better!.alarm) mirrored++;
    expect(first!.worse!.alarm).toBeNull();
  }
  expect(mirrored).toBeGreaterThanOrEqual(18);
});

test('golds see a drift of the whole majority, which the consensus can not', () => {
  const { columns, truths } = simulatedCrew(6, { labels: 300, accuracyAfter: 0.85 });
  const half = columns.items.length / 2;
  for (let row = 0; row < columns.items.length; row++) if (row > half) columns.choices[row] = 0;
  const blind = drift({ columns, truths, driftsFrom: 0 });
  expect(blind.some((one) => one.state === 'drifting')).toBe(false);
  const gold = Uint8Array.from(truths, (truth) => truth);
  const signals = consensusSignals(columns, { gold });
  const disagrees = (from: number, to: number) =>
    signals.disagrees.subarray(from, to).reduce((sum, x) => sum + x, 0) / (to - from);
  expect(disagrees(half, signals.disagrees.length)).toBeGreaterThan(2 * disagrees(0, half));
});

test('options out of range are refused by name', () => {
  const signals = consensusSignals(simulatedCrew(1).columns);
  expect(() => annotatorDrift(signals, { seed: 1, oddsRatio: 1 })).toThrow(/annotatorDrift: oddsRatio/);
  expect(() => annotatorDrift(signals, { seed: 1, averageRunLength: 0 })).toThrow(
    /annotatorDrift: averageRunLength/,
  );
  expect(() => annotatorDrift(signals, { seed: 1, baselineLabels: 0 })).toThrow(
    /annotatorDrift: baselineLabels/,
  );
});

test('a label whose others are split evenly, and a repeat, can not be judged', () => {
  const columns = {
    items: Int32Array.of(0, 0, 0, 0, 1, 1),
    annotators: Int32Array.of(0, 1, 2, 0, 0, 1),
    choices: Uint8Array.of(0, 0, 1, 1, 2, 1),
    itemCount: 2,
    annotatorCount: 3,
    categoryCount: 3,
  };
  const signals = consensusSignals(columns, { gold: Uint8Array.of(NO_GOLD, 1) });
  expect([...signals.rows]).toEqual([2, 4, 5]);
  expect([...signals.disagrees]).toEqual([1, 1, 0]);
  expect([...signals.strata]).toEqual([2, 0, 0]);
  expect([...signals.labelNumbers]).toEqual([1, 3, 2]);
});
