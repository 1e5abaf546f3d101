import { wilsonInterval } from '#lib/statistics/proportion-interval';
import type { CheckResult, Decision } from './decide';
import { CHECKS, type CheckId } from './policy';
import type { QualityFigures, Share } from './quality-figures';

/** One step that would bring a check to a pass: what to do, to how many, and what it brings. */
export interface WouldTake {
  check: CheckId;
  action:
    | 'exclude-labels'
    | 'collect-overlap'
    | 'label-more'
    | 'adjudicate'
    | 'relabel-guideline'
    | 'publish-guideline'
    | 'label-golds'
    | 'collect-repeats'
    | 'wait';
  /** How many labels or comparisons; null where it can't be said. */
  count: number | null;
  /** Annotators whose labels are meant. */
  annotatorIds: number[];
  sentence: string;
  detail: string;
}

/** What it would take to pass, in the order of the checks (worst first). Empty when everything passes. */
export function wouldTake(decision: Decision, figures: QualityFigures): WouldTake[] {
  const open = decision.checks.filter((c) => c.verdict !== 'PASS');
  const flagged = open.some((c) => c.check === 'flaggedShare');
  return open.map((check) =>
    flagged && AFTER_FLAGGED.has(check.check) ? afterwards(check) : step(check, figures),
  );
}

/** Checks whose figures rest on the flagged labels too: what they need can only be said without those. */
const AFTER_FLAGGED: ReadonlySet<CheckId> = new Set([
  'swapInvariantAlpha',
  'worstCohort',
  'selfConsistency',
  'goldAccuracy',
]);

const afterwards = (check: CheckResult): WouldTake => ({
  check: check.check,
  action: 'wait',
  count: null,
  annotatorIds: [],
  sentence: `${CHECKS[check.check].name}: measured again once those labels are set aside.`,
  detail: 'Until then nobody can say how many more labels it needs.',
});

function step(check: CheckResult, figures: QualityFigures): WouldTake {
  const shared = { check: check.check, annotatorIds: [] as number[] };
  switch (check.check) {
    case 'flaggedShare':
      return excludeFlagged(check, figures);
    case 'swapInvariantAlpha':
      return moreOverlap(check, figures);
    case 'worstCohort':
      return {
        ...shared,
        action: 'collect-overlap',
        count: moreForHalfWidth(check, figures),
        sentence: 'More double-labelled comparisons in the worst cohort would decide it.',
        detail: check.sentence,
      };
    case 'comparisons':
      return counted(
        check,
        'label-more',
        Math.ceil(check.threshold - figures.comparisons),
        'more comparisons need a first label.',
      );
    case 'overlapShare': {
      const missing = Math.ceil(check.threshold * figures.comparisons - figures.comparisonsWithOverlap);
      return counted(check, 'collect-overlap', missing, 'more comparisons need a second label.');
    }
    case 'openAdjudications':
      return counted(
        check,
        'adjudicate',
        figures.openAdjudications - check.threshold,
        'open adjudications need a verdict.',
      );
    case 'currentGuidelineShare': {
      const g = figures.currentGuideline;
      if (g.number === null) {
        return {
          ...shared,
          action: 'publish-guideline',
          count: null,
          sentence: 'Publish a guideline, and collect labels under it.',
          detail: check.sentence,
        };
      }
      // Each new label under the current version raises both sides of the share.
      const missing = Math.ceil((check.threshold * g.of - g.count) / Math.max(1e-9, 1 - check.threshold));
      return counted(check, 'relabel-guideline', missing, 'more labels under the current guideline version.');
    }
    case 'goldAccuracy':
      return moreOfShare(check, figures.goldAccuracy, 'label-golds', 'gold answers');
    case 'selfConsistency':
      return moreOfShare(check, figures.selfConsistency, 'collect-repeats', 'repeats');
  }
}

function counted(check: CheckResult, action: WouldTake['action'], count: number, what: string): WouldTake {
  const n = Math.max(1, count);
  return {
    check: check.check,
    action,
    count: n,
    annotatorIds: [],
    sentence: `${n.toLocaleString('en-US')} ${what}`,
    detail: '',
  };
}

function excludeFlagged(check: CheckResult, { flagged }: QualityFigures): WouldTake {
  const allowed = Math.floor(check.threshold * flagged.of);
  const names = flagged.annotators.map((a) => a.name).join(' and ');
  const percent =
    flagged.value === null
      ? ''
      : ` It brings their share from ${(100 * flagged.value).toFixed(1)} % to at most ${(100 * check.threshold).toFixed(0)} %.`;
  return {
    check: check.check,
    action: 'exclude-labels',
    count: Math.max(1, flagged.count - allowed),
    annotatorIds: flagged.annotators.map((a) => a.annotatorId),
    sentence: `Pause ${names || 'the drifting annotators'} and set aside ${flagged.count.toLocaleString('en-US')} labels.`,
    detail: `Set-aside labels leave the snapshot and can be brought back.${percent}`,
  };
}

function moreOverlap(check: CheckResult, figures: QualityFigures): WouldTake {
  const shared = { check: check.check, action: 'collect-overlap' as const, annotatorIds: [] };
  if (check.measured === null || check.interval === null) {
    return {
      ...shared,
      count: null,
      sentence: 'Collect second labels: agreement can’t be measured yet.',
      detail: check.sentence,
    };
  }
  if (check.measured < check.threshold) {
    const first = figures.influence.find((i) => (i.delta ?? 0) > 0);
    const who = first
      ? ` Start with ${first.name}: without these labels alpha is ${first.delta!.toFixed(3)} higher.`
      : '';
    return {
      ...shared,
      count: null,
      sentence: `More labels alone won’t lift alpha over the threshold.${who}`,
      detail: 'Then collect more overlap.',
    };
  }
  const n = moreForHalfWidth(check, figures);
  return {
    ...shared,
    count: n,
    sentence:
      n === null
        ? 'More double-labelled comparisons would decide alpha.'
        : `About ${n.toLocaleString('en-US')} more double-labelled comparisons would decide alpha.`,
    detail: 'If agreement stays where it is, the interval narrows with the square root of their number.',
  };
}

/**
 * How many more overlapping comparisons bring the lower bound to the threshold, if the figure stays: the half-width
 * shrinks with the square root of their number. Null when the figure is on the wrong side.
 */
export function moreForHalfWidth(check: CheckResult, figures: QualityFigures): number | null {
  if (check.measured === null || check.interval === null) return null;
  const room = check.measured - check.threshold;
  const half = check.measured - check.interval[0];
  if (!(room > 0) || !(half > 0)) return null;
  const factor = (half / room) ** 2;
  return Math.max(10, Math.ceil((figures.comparisonsWithOverlap * (factor - 1)) / 10) * 10);
}

function moreOfShare(check: CheckResult, share: Share, action: WouldTake['action'], what: string): WouldTake {
  const step = { check: check.check, action, annotatorIds: [], detail: check.sentence };
  if (share.value === null) return { ...step, count: null, sentence: `Collect ${what}: there are none yet.` };
  if (share.value <= check.threshold) {
    return {
      ...step,
      count: null,
      sentence: `More ${what} alone won’t lift this over the threshold: help the annotators first.`,
    };
  }
  const more = Math.max(5, neededForLowerBound(share.value, check.threshold) - share.of);
  return {
    ...step,
    count: more,
    sentence: `About ${more.toLocaleString('en-US')} more ${what} would decide it.`,
  };
}

/** How many trials bring the lower end of Wilson's 95 % interval to the threshold, if the share stays as it is. */
function neededForLowerBound(share: number, threshold: number): number {
  let low = 1;
  let high = 1;
  const reaches = (n: number) => wilsonInterval(Math.round(share * n), n)![0] >= threshold;
  while (!reaches(high)) {
    if (high > 1e7) return high;
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}
