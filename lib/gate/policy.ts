/** The checks a policy can hold. `least`: the figure must reach the threshold; `most`: it must not exceed it. */
export const CHECKS = {
  swapInvariantAlpha: { name: 'Swap-invariant alpha', side: 'least', unit: 'coefficient' },
  goldAccuracy: { name: 'Gold accuracy', side: 'least', unit: 'share' },
  selfConsistency: { name: 'Self-consistency on repeats', side: 'least', unit: 'share' },
  comparisons: { name: 'Number of comparisons', side: 'least', unit: 'count' },
  overlapShare: { name: 'Share with overlap ≥ 2', side: 'least', unit: 'share' },
  flaggedShare: { name: 'Labels by drifting or paused annotators', side: 'most', unit: 'share' },
  openAdjudications: { name: 'Open adjudications', side: 'most', unit: 'count' },
  currentGuidelineShare: { name: 'Labels on the current guideline', side: 'least', unit: 'share' },
  worstCohort: { name: 'Worst cohort', side: 'least', unit: 'coefficient' },
} as const;

export type CheckId = keyof typeof CHECKS;

export const CHECK_IDS = Object.keys(CHECKS) as CheckId[];

/** Thresholds by check; a check that is absent is not asked for. */
export type PolicyChecks = Partial<Record<CheckId, number>>;

/** Confidence level of the intervals that a policy reads, when it names none. */
export const DEFAULT_LEVEL = 0.95;

/**
 * Presets. Preference labels agree at about 63–77 % between people, and kappa ≈ 2a − 1 for balanced pairs, so an alpha
 * of 0.667 ("tentative" for Krippendorff 2004) would block nearly every genuine preference project. Reference levels:
 * 72.6 % among trained labelers and 77.3 % among held-out ones (Ouyang et al. 2022), 63 % (Bai et al. 2022), 65.7 %
 * (Dubois et al. 2023); 0.40 corresponds to about 70 % agreement. Golds: 75 % was the screening level of Ouyang et al.
 */
export const PRESETS = {
  preference: {
    swapInvariantAlpha: 0.4,
    goldAccuracy: 0.8,
    selfConsistency: 0.75,
    comparisons: 500,
    overlapShare: 0.3,
    flaggedShare: 0.1,
    openAdjudications: 20,
    currentGuidelineShare: 0.6,
    worstCohort: 0.1,
  },
  strict: {
    swapInvariantAlpha: 0.5,
    goldAccuracy: 0.85,
    selfConsistency: 0.8,
    comparisons: 2000,
    overlapShare: 0.5,
    flaggedShare: 0.02,
    openAdjudications: 5,
    currentGuidelineShare: 0.9,
    worstCohort: 0.3,
  },
  exploratory: {
    swapInvariantAlpha: 0.1,
    comparisons: 200,
    overlapShare: 0.15,
    flaggedShare: 0.25,
  },
} as const satisfies Record<string, PolicyChecks>;

export type PresetName = keyof typeof PRESETS;
