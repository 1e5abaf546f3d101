import { proportionConfidenceSequence } from '#lib/statistics/confidence-sequence';
import type { Interval } from '#lib/statistics/estimate';
import type { LifeCycleRules, RuleMode } from './life-cycle-rules';

export type LifeCycleStatus = 'QUALIFYING' | 'PROBATION' | 'ACTIVE' | 'PAUSED' | 'RETRAINING' | 'REMOVED';

export type RuleId =
  | 'pass-qualification'
  | 'fail-qualification'
  | 'end-qualification'
  | 'end-probation'
  | 'pause-on-golds'
  | 'pause-on-drift';

interface Counted {
  count: number;
  of: number;
  ci95: Interval | null;
}

/** What is known about one annotator since their evidence last began: with an attempt, or with a lead's own decision. */
export interface LifeCycleEvidence {
  status: LifeCycleStatus;
  /** First answers on hidden golds, and how many matched. */
  golds: { right: number; of: number };
  /** Labels since the present status began, and since the evidence began. */
  labels: number;
  labelsOfEvidence: number;
  /** An alarm of the control chart; null when there is none. */
  drift: { labelsSince: number; before: Counted | null; after: Counted | null } | null;
  /** A lead has decided: rules wait for this much evidence from then on. Null when none did. */
  hold: { golds: number; labels: number } | null;
}

/** One rule, held against the evidence. */
export interface RuleOutcome {
  rule: RuleId;
  mode: Exclude<RuleMode, 'off'>;
  to: LifeCycleStatus;
  outcome: 'MET' | 'NOT_MET' | 'NOT_ENOUGH_EVIDENCE';
  /** For leads, with the figures. */
  sentence: string;
  /** For the person, in plain words; says nothing about any single comparison. */
  reason: string;
  figures: { count: number; of: number; ci95: Interval | null; threshold: number };
}

export interface LifeCycleDecision {
  /** Every rule that applies in this status, in the order in which they are asked. */
  outcomes: RuleOutcome[];
  /** The first that is met; null when none is. */
  move: RuleOutcome | null;
}

/**
 * What the rules say about one annotator. Three-valued: a rule is met or not only when a bound of its interval lies on one
 * side of the threshold, and else there is not enough evidence and nobody moves. The intervals on golds hold at every look
 * (`proportionConfidenceSequence`), because the rules are asked after every label.
 *
 * @returns no outcomes for who is paused or removed: those come back by a lead, an appeal or a new attempt.
 */
export function lifeCycleMove(evidence: LifeCycleEvidence, rules: LifeCycleRules): LifeCycleDecision {
  const outcomes = outcomesOf(evidence, rules);
  return { outcomes, move: outcomes.find((o) => o.outcome === 'MET') ?? null };
}

function outcomesOf(evidence: LifeCycleEvidence, rules: LifeCycleRules): RuleOutcome[] {
  const { status } = evidence;
  if (status === 'QUALIFYING' || status === 'RETRAINING') return qualification(evidence, rules);
  if (status !== 'PROBATION' && status !== 'ACTIVE') return [];
  return [
    ...pauseOnGolds(evidence, rules),
    ...pauseOnDrift(evidence, rules),
    ...(status === 'PROBATION' ? endProbation(evidence, rules) : []),
  ];
}

const percent = (share: number) => `${(share * 100).toFixed(0)}\u00a0%`;

function goldWords({ right, of }: { right: number; of: number }, interval: Interval | null): string {
  if (!interval) return 'No gold answered yet';
  return `${right} of ${of} golds right (${percent(right / of)}, 95\u00a0% interval ${(interval[0] * 100).toFixed(0)}–${percent(interval[1])})`;
}

interface GoldTest {
  rule: RuleId;
  mode: RuleMode;
  to: LifeCycleStatus;
  minimum: number;
  /** Met when the lower bound is above, or the upper bound below, the threshold. */
  side: 'above' | 'below';
  threshold: number;
  reason: string;
}

function goldOutcome(evidence: LifeCycleEvidence, test: GoldTest): RuleOutcome[] {
  if (test.mode === 'off') return [];
  const { golds, hold } = evidence;
  const interval = proportionConfidenceSequence(golds.right, golds.of);
  const minimum = Math.max(test.minimum, hold?.golds ?? 0);
  const bound = interval?.[test.side === 'above' ? 0 : 1];
  const enough = golds.of >= minimum && interval !== null && bound !== undefined;
  const met = enough && (test.side === 'above' ? bound > test.threshold : bound < test.threshold);
  const not =
    enough && (test.side === 'above' ? interval[1] <= test.threshold : interval[0] >= test.threshold);
  const which = test.side === 'above' ? 'lower' : 'upper';
  const verdict = met
    ? `the ${which} bound is ${test.side} ${percent(test.threshold)}.`
    : !enough
      ? `${minimum} golds are needed${hold && hold.golds > test.minimum ? ', because a lead has decided' : ''}.`
      : not
        ? `the whole interval is on the other side of ${percent(test.threshold)}.`
        : `the interval does not lie ${test.side} ${percent(test.threshold)} yet.`;
  return [
    {
      rule: test.rule,
      mode: test.mode,
      to: test.to,
      outcome: met ? 'MET' : not ? 'NOT_MET' : 'NOT_ENOUGH_EVIDENCE',
      sentence: `${goldWords(golds, interval)}: ${verdict}`,
      reason: test.reason,
      figures: { count: golds.right, of: golds.of, ci95: interval, threshold: test.threshold },
    },
  ];
}

function qualification(evidence: LifeCycleEvidence, { qualification: q }: LifeCycleRules): RuleOutcome[] {
  // Retraining ends as qualification does, whether or not newcomers have to qualify.
  const mode = evidence.status === 'RETRAINING' && q.mode === 'off' ? 'propose' : q.mode;
  const pass = goldOutcome(evidence, {
    rule: 'pass-qualification',
    mode,
    to: 'PROBATION',
    minimum: q.minimumGolds,
    side: 'above',
    threshold: q.passAbove,
    reason: 'You have passed: enough of your answers matched the known ones.',
  });
  if (evidence.status === 'RETRAINING') return pass;
  const fail = goldOutcome(evidence, {
    rule: 'fail-qualification',
    mode,
    to: 'PAUSED',
    minimum: q.minimumGolds,
    side: 'below',
    threshold: q.failBelow,
    reason: `Too few of your answers in the qualification round matched the known ones; this project asks for ${percent(q.failBelow)} or more.`,
  });
  return [...pass, ...fail, ...endOfRound(evidence, q)];
}

/** A whole round, and neither passed nor not: a lead looks at it, because evidence that is missing is no reason to refuse. */
function endOfRound({ golds }: LifeCycleEvidence, q: LifeCycleRules['qualification']): RuleOutcome[] {
  if (q.mode === 'off' || golds.of < q.mostGolds) return [];
  const interval = proportionConfidenceSequence(golds.right, golds.of);
  return [
    {
      rule: 'end-qualification',
      mode: 'propose',
      to: 'PROBATION',
      outcome: 'MET',
      sentence: `${goldWords(golds, interval)}: the round of ${q.mostGolds} is over, and it neither passes nor fails.`,
      reason: 'A lead has looked at your qualification round and lets you go on.',
      figures: { count: golds.right, of: golds.of, ci95: interval, threshold: q.passAbove },
    },
  ];
}

function pauseOnGolds(evidence: LifeCycleEvidence, { goldPause: p }: LifeCycleRules): RuleOutcome[] {
  return goldOutcome(evidence, {
    rule: 'pause-on-golds',
    mode: p.mode,
    to: 'PAUSED',
    minimum: p.minimumGolds,
    side: 'below',
    threshold: p.pauseBelow,
    reason: `On comparisons whose answer is known, too few of your answers matched it; this project asks for ${percent(p.pauseBelow)} or more.`,
  });
}

function endProbation(evidence: LifeCycleEvidence, { probation: p }: LifeCycleRules): RuleOutcome[] {
  const outcomes = goldOutcome(evidence, {
    rule: 'end-probation',
    mode: p.mode,
    to: 'ACTIVE',
    minimum: p.minimumGolds,
    side: 'above',
    threshold: p.passAbove,
    reason: 'Your probation is over.',
  });
  return outcomes.map((outcome) => {
    if (evidence.labels >= p.minimumLabels)
      return { ...outcome, sentence: `${evidence.labels} labels. ${outcome.sentence}` };
    return {
      ...outcome,
      outcome: 'NOT_ENOUGH_EVIDENCE',
      sentence: `${evidence.labels} of ${p.minimumLabels} labels of the probation. ${outcome.sentence}`,
    };
  });
}

/**
 * The chart's alarm is a test of its own, with its false alarms under control; on top, the rule asks that the labels since
 * the estimated start still lie above those before. A record that came back by itself moves nobody.
 */
function pauseOnDrift(evidence: LifeCycleEvidence, { driftPause: p }: LifeCycleRules): RuleOutcome[] {
  const { drift, hold, labelsOfEvidence } = evidence;
  if (p.mode === 'off' || !drift) return [];
  const { before, after, labelsSince } = drift;
  const expected = before && before.of > 0 ? before.count / before.of : null;
  const enough =
    labelsSince >= p.minimumLabels &&
    (!hold || labelsOfEvidence >= hold.labels) &&
    after !== null &&
    after.ci95 !== null &&
    expected !== null;
  const met = enough && after.ci95![0] > expected;
  const figures = {
    count: after?.count ?? 0,
    of: after?.of ?? 0,
    ci95: after?.ci95 ?? null,
    threshold: expected ?? 0,
  };
  const change =
    after?.ci95 && after.of && expected !== null
      ? `disagreed with the others in ${after.count} of ${after.of} since (95\u00a0% interval ${(after.ci95[0] * 100).toFixed(0)}–${percent(after.ci95[1])}), before that in ${percent(expected)}`
      : 'too little is known about the time before and since';
  const wait =
    hold && labelsOfEvidence < hold.labels
      ? `; a lead has decided, and ${hold.labels} labels are needed from then on`
      : labelsSince < p.minimumLabels
        ? `; ${p.minimumLabels} labels since the start are needed`
        : '';
  return [
    {
      rule: 'pause-on-drift',
      mode: p.mode,
      to: 'PAUSED',
      outcome: met ? 'MET' : 'NOT_ENOUGH_EVIDENCE',
      sentence: `The control chart has raised its alarm: ${labelsSince} labels since the estimated start, ${change}${wait}.`,
      reason:
        'Your labels have begun to differ from the others’ more than they used to. That may have a good reason: tell us.',
      figures,
    },
  ];
}
