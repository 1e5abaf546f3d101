import { describe, expect, it } from 'vitest';
import type { BatchFacts } from '#lib/quality/batch-facts';
import { Measurement } from '#lib/quality/measurement';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
import { seededRandom } from '#lib/statistics/random';
import { plainAnnotator, plainComparison } from './plain-facts';

const CREW = 8;
const COMPARISONS = 1600;
const OVERLAP = 3;
const DRIFTER = 2;
const COPIER = 5;
/** Each annotator gives 600 labels; the change comes half-way. */
const CHANGE = 300;

/** A crew that is right 4 times in 5: one begins to guess half-way, one who guessed begins to be always right. */
function changingCrew(): BatchLabels {
  const random = seededRandom(11);
  const length = COMPARISONS * OVERLAP;
  const given = new Int32Array(CREW);
  const labels: BatchLabels = {
    length,
    sequence: Float64Array.from({ length }, (_, k) => k + 1),
    comparison: Int32Array.from({ length }, (_, k) => Math.floor(k / OVERLAP)),
    annotator: new Int32Array(length),
    round: new Uint8Array(length),
    choice: new Uint8Array(length),
    swapped: new Int8Array(length),
    strength: new Int8Array(length).fill(-1),
    guideline: new Int32Array(length).fill(1),
    labelledAtMs: Float64Array.from({ length }, (_, k) => Date.UTC(2026, 0, 1) + k * 60_000),
    activeMs: new Int32Array(length).fill(20_000),
    excludedBy: new Map(),
    excluded: 0,
    verdicts: [],
    hash: '',
  };
  for (let comparison = 0; comparison < COMPARISONS; comparison++) {
    const truth = random.integer(3);
    for (let k = 0; k < OVERLAP; k++) {
      const at = comparison * OVERLAP + k;
      const annotator = at % CREW;
      const late = given[annotator]!++ >= CHANGE;
      let accuracy = 0.8;
      if (annotator === DRIFTER && late) accuracy = 1 / 3;
      if (annotator === COPIER) accuracy = late ? 1 : 0.55;
      labels.annotator[at] = annotator;
      labels.choice[at] = random.next() < accuracy ? truth : (truth + 1 + random.integer(2)) % 3;
    }
  }
  return labels;
}

const facts: BatchFacts = {
  projectId: 'crew',
  comparisons: new Map(
    Array.from({ length: COMPARISONS }, (_, id) => [id, plainComparison({ sourceA: 'x', sourceB: 'y' })]),
  ),
  annotators: new Map(Array.from({ length: CREW }, (_, id) => [id, plainAnnotator(`annotator ${id}`)])),
  guidelineNumber: 1,
  guidelineSections: [],
  openAdjudications: 0,
};

describe('drift in a quality report', () => {
  const annotators = new Measurement(changingCrew(), facts).annotators.rows;
  const of = (id: number) => annotators.find((row) => row.annotatorId === id)!.drift;

  it('calls the one who began to guess drifting, since about when it began, and nobody else', () => {
    expect(annotators.filter((row) => row.drift.state === 'drifting').map((row) => row.annotatorId)).toEqual([
      DRIFTER,
    ]);
    expect(Math.abs(of(DRIFTER).startLabel! - CHANGE)).toBeLessThanOrEqual(40);
    expect(of(DRIFTER).labelsSince).toBe(600 - of(DRIFTER).startLabel! + 1);
    expect(of(DRIFTER).better).toBeNull();
  });

  it('says who suddenly agrees more than before, without calling that drift', () => {
    const { state, better, alarmLabel } = of(COPIER);
    expect(state).toBe('stable');
    expect(alarmLabel).toBeNull();
    expect(Math.abs(better!.startLabel - CHANGE)).toBeLessThanOrEqual(60);
    expect(better!.alarmLabel).toBeGreaterThan(better!.startLabel);
    expect(better!.labelsSince).toBe(600 - better!.startLabel + 1);
    expect(better!.startAt).toMatch(/^2026-01-0/);
  });

  it('holds nothing against those who merely met the guesser', () => {
    const others = annotators.filter((row) => row.annotatorId !== DRIFTER && row.annotatorId !== COPIER);
    for (const { drift } of others) expect([drift.state, drift.better]).toEqual(['stable', null]);
  });
});
