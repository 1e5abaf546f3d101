import type { IntervalReading } from '#lib/agreement/estimate-basis';
import type { Interval } from '#lib/statistics/estimate';
import { measureCheck, type PolicyReading } from './measure-check';
import { CHECK_IDS, CHECKS, type CheckId, DEFAULT_LEVEL, type PolicyChecks } from './policy';
import type { JudgedReport } from './quality-figures';
import { HIGHEST_LEVEL, LOWEST_LEVEL } from './repeated-looks';

export type Verdict = 'PASS' | 'FAIL' | 'NOT_ENOUGH_EVIDENCE';

/** One check, judged: what was measured, how surely, what was required, and one sentence that says why. */
export interface CheckResult {
  check: CheckId;
  verdict: Verdict;
  measured: number | null;
  /** Interval of an estimated figure as the gate reads it; null for an exact one. */
  interval: Interval | null;
  exact: boolean;
  /** Its level, and how much wider it is because the gate looks again and again; null where there is no interval. */
  reading: IntervalReading | null;
  threshold: number;
  sentence: string;
}

export interface Decision {
  verdict: Verdict;
  checks: CheckResult[];
}

const ORDER: Record<Verdict, number> = { FAIL: 0, NOT_ENOUGH_EVIDENCE: 1, PASS: 2 };

/**
 * Whether a batch may be trained on. Three-valued and closed by default: a check passes only when its figure was
 * measured, is a number, and the bound of its interval that counts against it is on the required side. What is null,
 * NaN, stale or missing is not enough evidence, and so is a policy without checks.
 *
 * The error rate holds for a whole history of looks: judged at every report while a batch grows, a check whose true
 * value misses its threshold passes at any time with probability at most (1 − level)/2 (see `repeatedLooksWidening`).
 *
 * @param report null when the batch was never measured.
 * @param level confidence level of the two-sided intervals that are read.
 * @returns the checks, worst first, and the overall verdict: any FAIL fails, else any undecided check is undecided.
 */
export function decide(
  report: JudgedReport | null,
  policy: PolicyChecks,
  level: number = DEFAULT_LEVEL,
): Decision {
  const asked = CHECK_IDS.filter((check) => policy[check] !== undefined);
  const checks = asked.map((check) => judge(check, policy[check]!, report, { checks: policy, level }));
  checks.sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
  const worst = checks.reduce((low, c) => Math.min(low, ORDER[c.verdict]), checks.length ? 2 : 1);
  return { verdict: (['FAIL', 'NOT_ENOUGH_EVIDENCE', 'PASS'] as const)[worst]!, checks };
}

function judge(
  check: CheckId,
  threshold: number,
  report: JudgedReport | null,
  policy: PolicyReading,
): CheckResult {
  const undecided = (sentence: string): CheckResult => ({
    check,
    verdict: 'NOT_ENOUGH_EVIDENCE',
    measured: null,
    interval: null,
    exact: false,
    reading: null,
    threshold,
    sentence,
  });
  if (!Number.isFinite(threshold)) return undecided('The policy’s threshold is not a number.');
  if (!(policy.level >= LOWEST_LEVEL && policy.level <= HIGHEST_LEVEL))
    return undecided('The policy’s confidence level is not one.');
  if (!report) return undecided('Nothing has been measured yet.');
  const { measured, interval, exact, reading, sentence } = measureCheck(check, report.figures, policy);
  // `>` against NaN is false: a stale report must be recognised by what it is, not by what it is not.
  const covers = report.lastSequence >= report.neededSequence;
  if (!covers) {
    const behind = report.neededSequence - report.lastSequence;
    return {
      ...undecided(`The figures are ${behind} changes behind; they are being measured again.`),
      measured,
      interval,
      exact,
      reading,
    };
  }
  const verdict = verdictOf(CHECKS[check].side, threshold, measured, exact, interval);
  return { check, verdict, measured, interval, exact, reading, threshold, sentence };
}

function verdictOf(
  side: 'least' | 'most',
  threshold: number,
  measured: number | null,
  exact: boolean,
  interval: Interval | null,
): Verdict {
  if (measured === null || !Number.isFinite(measured)) return 'NOT_ENOUGH_EVIDENCE';
  const bounds: Interval | null = exact ? [measured, measured] : interval;
  if (bounds === null || !Number.isFinite(bounds[0]) || !Number.isFinite(bounds[1]))
    return 'NOT_ENOUGH_EVIDENCE';
  const [low, high] = bounds;
  if (side === 'least') {
    if (low >= threshold) return 'PASS';
    return high < threshold ? 'FAIL' : 'NOT_ENOUGH_EVIDENCE';
  }
  if (high <= threshold) return 'PASS';
  return low > threshold ? 'FAIL' : 'NOT_ENOUGH_EVIDENCE';
}
