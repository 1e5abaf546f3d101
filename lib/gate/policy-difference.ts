import { CHECK_IDS, CHECKS, type CheckId, type PolicyChecks } from './policy';

/** What a version of the policy consists of, besides who made it. */
export interface PolicyContent {
  checks: PolicyChecks;
  /** Confidence level of the two-sided intervals that are read. */
  level: number;
  /** Whether the next version may be looser than this one only with a second admin. */
  twoForLowering: boolean;
}

/** One thing that differs between two versions; `looser` when the newer lets more through. */
export interface PolicyDifference {
  what: CheckId | 'level' | 'twoForLowering';
  from: number | boolean | null;
  to: number | boolean | null;
  looser: boolean;
}

/** How `after` differs from `before`, check by check in the order of the checks, then level and who may lower it. */
export function policyDifferences(before: PolicyContent, after: PolicyContent): PolicyDifference[] {
  const differences: PolicyDifference[] = [];
  for (const check of CHECK_IDS) {
    const from = before.checks[check] ?? null;
    const to = after.checks[check] ?? null;
    if (from === to) continue;
    differences.push({
      what: check,
      from,
      to,
      looser: from !== null && (to === null || isLooser(check, from, to)),
    });
  }
  if (before.level !== after.level)
    differences.push({
      what: 'level',
      from: before.level,
      to: after.level,
      looser: !(after.level >= before.level),
    });
  if (before.twoForLowering !== after.twoForLowering)
    differences.push({
      what: 'twoForLowering',
      from: before.twoForLowering,
      to: after.twoForLowering,
      looser: before.twoForLowering,
    });
  return differences;
}

function isLooser(check: CheckId, from: number, to: number): boolean {
  // What is not a number is never stricter.
  return CHECKS[check].side === 'least' ? !(to >= from) : !(to <= from);
}

/** Whether anything in `after` lets more through: a mixed change counts as lowering. */
export const lowersPolicy = (before: PolicyContent, after: PolicyContent): boolean =>
  policyDifferences(before, after).some((d) => d.looser);
