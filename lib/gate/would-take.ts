import { decidingAlpha, decidingCohort, decidingShare } from './collect-to-decide';
import type { CheckResult, Decision } from './decide';
import type { PolicyReading } from './measure-check';
import { CHECKS, type CheckId, DEFAULT_LEVEL, type PolicyChecks } from './policy';
import type { QualityFigures } from './quality-figures';

/** One step that would bring a check to a pass: what to do, to how many, and what it brings. */
export interface WouldTake {
  check: CheckId;
  action:
    | 'exclude-labels'
    | 'collect-overlap'
    | 'label-more'
    | 'add-annotators'
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
  /** Only comparisons with this tag are meant. */
  tag?: string;
  sentence: string;
  detail: string;
}

/** Checks whose figures rest on the flagged labels too: what they need can only be said without those. */
const AFTER_FLAGGED: ReadonlySet<CheckId> = new Set([
  'swapInvariantAlpha',
  'worstCohort',
  'selfConsistency',
  'goldAccuracy',
]);

/**
 * What it would take to pass, in the order of the checks (worst first). Empty when everything passes.
 *
 * @param policy the policy that the decision judged by, for when the gate could first open; level as for `decide`.
 */
export function wouldTake(
  decision: Decision,
  figures: QualityFigures,
  policy: PolicyChecks = {},
  level: number = DEFAULT_LEVEL,
): WouldTake[] {
  const open = decision.checks.filter((c) => c.verdict !== 'PASS');
  const flagged = open.some((c) => c.check === 'flaggedShare');
  return open.map((check) =>
    flagged && AFTER_FLAGGED.has(check.check)
      ? afterwards(check)
      : step(check, figures, { checks: policy, level }),
  );
}

const afterwards = (check: CheckResult): WouldTake => ({
  check: check.check,
  action: 'wait',
  count: null,
  annotatorIds: [],
  sentence: `${CHECKS[check.check].name}: measured again once those labels are set aside.`,
  detail: 'Until then nobody can say how many more labels it needs.',
});

function step(check: CheckResult, figures: QualityFigures, policy: PolicyReading): WouldTake {
  switch (check.check) {
    case 'flaggedShare':
      return excludeFlagged(check, figures);
    case 'swapInvariantAlpha':
      return decidingAlpha(check, figures, policy);
    case 'worstCohort':
      return decidingCohort(check, figures);
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
    case 'currentGuidelineShare':
      return underGuideline(check, figures);
    case 'goldAccuracy':
      return decidingShare(check, figures.goldAccuracy, 'label-golds', 'gold answers');
    case 'selfConsistency':
      return decidingShare(check, figures.selfConsistency, 'collect-repeats', 'repeats');
  }
}

function underGuideline(check: CheckResult, { currentGuideline: g }: QualityFigures): WouldTake {
  if (g.number === null) {
    return {
      check: check.check,
      annotatorIds: [],
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
