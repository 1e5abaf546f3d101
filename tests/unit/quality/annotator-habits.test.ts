import { describe, expect, it } from 'vitest';
import type { BatchFacts } from '#lib/quality/batch-facts';
import { GrowingLabels } from '#lib/quality/growing-labels';
import { Measurement } from '#lib/quality/measurement';
import { crewHabits } from '#lib/quality/report-parts/crew-habits';
import { fixFirst } from '#lib/quality/report-parts/fix-first';
import { seededRandom } from '#lib/statistics/random';
import { plainAnnotator, plainComparison } from './plain-facts';

const CREW = 6;
const COMPARISONS = 300;
const [LONGER, TIER, FORMATTED] = [0, 1, 2];

/**
 * Everyone sees every comparison and is right three times in four; one takes the longer response when in doubt, one ties,
 * one takes the more formatted one. Length, formatting, side and truth have nothing to do with each other.
 */
function habitualCrew(): Measurement {
  const random = seededRandom(21);
  const coin = () => random.next() < 0.5;
  const labels = new GrowingLabels(0);
  const comparisons: BatchFacts['comparisons'] = new Map();
  for (let id = 1; id <= COMPARISONS; id++) {
    const [longA, markedA, truthA] = [coin(), coin(), coin()];
    comparisons.set(
      id,
      plainComparison({
        ...{ lengthA: longA ? 800 : 300, lengthB: longA ? 300 : 800 },
        ...{ marksA: markedA ? 6 : 0, marksB: markedA ? 0 : 6 },
        promptHash: String(id % 30),
        tags: id % 10 === 0 ? ['unclear'] : ['plain'],
      }),
    );
    for (let annotator = 1; annotator <= CREW; annotator++) {
      const sure = random.next() < (id % 10 === 0 ? 0 : 0.55);
      const doubt = annotator - 1 === LONGER ? longA : annotator - 1 === FORMATTED ? markedA : coin();
      const choice = sure ? (truthA ? 0 : 2) : annotator - 1 === TIER ? 1 : doubt ? 0 : 2;
      const sequence = (id - 1) * CREW + annotator;
      labels.append([
        sequence,
        id,
        annotator,
        0,
        choice,
        coin() ? 1 : 0,
        1,
        1,
        1e12 + sequence * 6e4,
        9000,
        0,
      ]);
    }
  }
  return new Measurement(labels.view([], true), {
    projectId: 'crew',
    comparisons,
    annotators: new Map(Array.from({ length: CREW }, (_, k) => [k + 1, plainAnnotator(`annotator ${k}`)])),
    guidelineNumber: 1,
    guidelineSections: [],
    openAdjudications: 0,
  });
}

describe('habits in a report', () => {
  const measurement = habitualCrew();
  const { rows } = measurement.annotators;
  const flagged = (of: (row: (typeof rows)[number]) => { flagged: boolean }) =>
    rows.flatMap((row, a) => (of(row).flagged ? [a] : []));

  it('are found where they are, and nowhere else', () => {
    expect(flagged((row) => row.longerRate)).toEqual([LONGER]);
    expect(flagged((row) => row.tieRate)).toEqual([TIER]);
    expect(flagged((row) => row.formattedRate)).toEqual([FORMATTED]);
    expect(flagged((row) => row.leftRate)).toEqual([]);
    expect(rows.every((row) => row.constant === null)).toBe(true);
  });

  it('have the counts of the whole crew behind them', () => {
    const habits = crewHabits(measurement);
    expect(habits.ties.pool.of).toBe(CREW * COMPARISONS);
    expect(habits.ties.pool.count).toBe(rows.reduce((sum, row) => sum + row.tieRate.count, 0));
    expect(habits.left.centre).toBe(0.5);
    expect(habits.longer.annotators.map((a) => a.of)).toEqual(rows.map((row) => row.longerRate.of));
  });

  it('come apart from what costs agreement: the tag on which everybody guesses', () => {
    const first = fixFirst(measurement);
    expect(first.find((one) => one.kind === 'tag')).toMatchObject({ id: 'unclear', size: 30 });
    expect(first.find((one) => one.kind === 'tag')!.ci95![0]).toBeGreaterThan(0);
    expect(first.every((one) => one.delta > 0)).toBe(true);
    // Eight comparisons are too few for a tag, and enough for a prompt.
    expect(first.some((one) => one.kind === 'prompt' && one.size === 10)).toBe(true);
  });
});
