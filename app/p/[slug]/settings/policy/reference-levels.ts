import type { CheckId, PresetName } from '#lib/gate/policy';

/** What is known about a figure's usual height: shown beside the control that sets its threshold. */
export const REFERENCE_LEVELS: Record<CheckId, string> = {
  swapInvariantAlpha:
    'People agree on preferences at about 63 % (Bai et al. 2022) to 73 % (Ouyang et al. 2022), which is an alpha of about 0.26 to 0.46. At 0.67, “tentative” for Krippendorff (2004), nearly no genuine project would pass.',
  goldAccuracy:
    'Ouyang et al. (2022) took labelers from 75 % on. Clear golds should be far above the agreement of the pool.',
  selfConsistency:
    'Somebody who sees a comparison again should agree with themselves more than others agree with them.',
  comparisons:
    'Held-out accuracy of the embedded reward model still rises steeply below a few hundred comparisons.',
  overlapShare:
    'Agreement is measured only where two people labelled the same comparison: 10 to 15 % is the least that says something.',
  flaggedShare: 'Labels by annotators who drift or are paused, from the estimated start of the drift on.',
  openAdjudications: 'Disagreements that a lead has opened and not decided yet.',
  currentGuidelineShare: 'Labels by an older guideline answer an older question.',
  worstCohort: 'A pool can agree on the whole while one group of annotators sees things differently.',
};

export const PRESET_WORDS: Record<PresetName, string> = {
  preference: 'For preferences of people, as published projects have them.',
  strict: 'For a model that others will rely on.',
  exploratory: 'For a first look; not for a model that is used.',
};
