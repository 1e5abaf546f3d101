/** What happens when a rule is met: nothing, a proposal that a lead decides, or the move itself. */
export type RuleMode = 'off' | 'propose' | 'automatic';

/**
 * The rules of a project's life cycle, stated as evidence. Shares lie in [0, 1] and are compared with a bound of an
 * interval, never with a point estimate.
 */
export interface LifeCycleRules {
  /** New annotators begin with a round on golds. */
  qualification: {
    mode: RuleMode;
    /** Nothing is decided on fewer golds than this, and after `mostGolds` the round is over. */
    minimumGolds: number;
    mostGolds: number;
    /** Passed when the lower bound is above this; not passed when the upper bound is below the other. */
    passAbove: number;
    failBelow: number;
    /** Rounds that a person may begin by themselves, and how long they wait in between. A lead can always give another. */
    attempts: number;
    cooldownHours: number;
  };
  /** Probation ends after so many labels, when the lower bound on golds is above this. */
  probation: { mode: RuleMode; minimumLabels: number; minimumGolds: number; passAbove: number };
  /** Paused when the upper bound on golds is below this. */
  goldPause: { mode: RuleMode; minimumGolds: number; pauseBelow: number };
  /** Paused on an alarm of the control chart, after so many labels since its estimated start. */
  driftPause: { mode: RuleMode; minimumLabels: number };
  /** After a lead's own decision no rule moves this person before so much new evidence has come. */
  hold: { golds: number; labels: number };
  /** Golds after which a person is told how many matched: one number for a whole block, so that none can be told apart. */
  feedback: { goldsPerBlock: number };
}

/** Until a project sets its own: nothing is taken from anybody without a lead's word. */
export const DEFAULT_RULES: LifeCycleRules = {
  qualification: {
    mode: 'off',
    minimumGolds: 10,
    mostGolds: 40,
    passAbove: 0.5,
    failBelow: 0.7,
    attempts: 3,
    cooldownHours: 24,
  },
  probation: { mode: 'automatic', minimumLabels: 50, minimumGolds: 10, passAbove: 0.5 },
  goldPause: { mode: 'propose', minimumGolds: 20, pauseBelow: 0.7 },
  driftPause: { mode: 'propose', minimumLabels: 20 },
  hold: { golds: 20, labels: 60 },
  feedback: { goldsPerBlock: 20 },
};

const MODES: readonly RuleMode[] = ['off', 'propose', 'automatic'];
const RULE_NAMES = {
  qualification: 'Qualification',
  probation: 'Probation',
  goldPause: 'Pause on golds',
  driftPause: 'Pause on drift',
} as const;

/** Why these rules can't be put in force, as one sentence; null when they can. */
export function rulesProblem(rules: LifeCycleRules): string | null {
  for (const [id, name] of Object.entries(RULE_NAMES))
    if (!MODES.includes(rules[id as keyof typeof RULE_NAMES].mode))
      return `${name}: choose what happens when the rule is met.`;
  const counts: [number, number, number, string][] = [
    [rules.qualification.minimumGolds, 5, 500, 'Qualification needs 5 to 500 golds at the least'],
    [rules.qualification.mostGolds, 5, 1000, 'The qualification round ends after 5 to 1,000 golds'],
    [rules.qualification.attempts, 1, 20, 'A person has 1 to 20 attempts'],
    [rules.qualification.cooldownHours, 0, 8760, 'The wait between attempts is 0 to 8,760 hours'],
    [rules.probation.minimumLabels, 1, 10_000, 'Probation lasts 1 to 10,000 labels'],
    [rules.probation.minimumGolds, 1, 1000, 'Probation needs 1 to 1,000 golds'],
    [rules.goldPause.minimumGolds, 5, 1000, 'The pause on golds needs 5 to 1,000 golds'],
    [rules.driftPause.minimumLabels, 1, 10_000, 'The pause on drift needs 1 to 10,000 labels'],
    [rules.hold.golds, 1, 1000, 'A lead’s decision holds for 1 to 1,000 golds'],
    [rules.hold.labels, 1, 10_000, 'A lead’s decision holds for 1 to 10,000 labels'],
    // One or two golds a block would tell which of them were wrong.
    [rules.feedback.goldsPerBlock, 10, 1000, 'Feedback comes after 10 to 1,000 golds'],
  ];
  for (const [value, least, most, sentence] of counts)
    if (!Number.isInteger(value) || value < least || value > most) return `${sentence}.`;
  const shares: [number, string][] = [
    [rules.qualification.passAbove, 'Qualification, passed above'],
    [rules.qualification.failBelow, 'Qualification, not passed below'],
    [rules.probation.passAbove, 'Probation, ended above'],
    [rules.goldPause.pauseBelow, 'Pause on golds, below'],
  ];
  for (const [value, name] of shares)
    if (!(value > 0 && value < 1)) return `${name}: a share between 0 and 100 %, ends excluded.`;
  if (rules.qualification.mostGolds < rules.qualification.minimumGolds)
    return 'The qualification round can’t end before it may decide.';
  return null;
}
