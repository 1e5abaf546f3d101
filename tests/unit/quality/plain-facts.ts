import type { AnnotatorFacts, ComparisonFacts } from '#lib/quality/batch-facts';

/** A comparison about which nothing is known but what the test says. */
export const plainComparison = (known: Partial<ComparisonFacts> = {}): ComparisonFacts => ({
  sourceA: null,
  sourceB: null,
  gold: null,
  tags: [],
  language: null,
  promptHash: '',
  promptLength: 0,
  lengthA: 0,
  lengthB: 0,
  marksA: 0,
  marksB: 0,
  ...known,
});

/** An active annotator without a cohort, unless the test says otherwise. */
export const plainAnnotator = (name: string, known: Partial<AnnotatorFacts> = {}): AnnotatorFacts => ({
  name,
  status: 'ACTIVE',
  cohort: null,
  skips: 0,
  reviewed: false,
  ...known,
});
