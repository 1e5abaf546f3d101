import { z } from 'zod';
import type { LifeCycleRules } from '#lib/annotators/life-cycle-rules';

/** One number in a rule's sentence. Shares stand in percent in the form, and as shares in the rules. */
export interface NumberField {
  kind: 'number';
  name: string;
  unit: 'count' | 'share';
  read: (rules: LifeCycleRules) => number;
  write: (rules: LifeCycleRules, value: number) => void;
}

const field =
  (unit: NumberField['unit']) =>
  <R extends keyof LifeCycleRules>(rule: R, of: Exclude<keyof LifeCycleRules[R], 'mode'>): NumberField => {
    type Numbers = Record<typeof of, number>;
    return {
      kind: 'number',
      name: `${rule}.${String(of)}`,
      unit,
      read: (rules) => (rules[rule] as Numbers)[of],
      write: (rules, value) => {
        (rules[rule] as Numbers)[of] = value;
      },
    };
  };
const count = field('count');
const share = field('share');

/** A rule as a sentence with its numbers in it. */
export interface RuleText {
  id: 'qualification' | 'probation' | 'goldPause' | 'driftPause' | 'hold' | 'feedback';
  title: string;
  /** Off, proposed or automatic; the last two have no mode. */
  hasMode: boolean;
  parts: (string | NumberField)[];
  hint: string;
}

export const RULE_TEXTS: RuleText[] = [
  {
    id: 'qualification',
    title: 'Qualification',
    hasMode: true,
    parts: [
      'After at least',
      count('qualification', 'minimumGolds'),
      'golds: passed when the lower bound is above',
      share('qualification', 'passAbove'),
      ', not passed when the upper bound is below',
      share('qualification', 'failBelow'),
      '. The round ends after',
      count('qualification', 'mostGolds'),
      'golds; then a lead decides. A person has',
      count('qualification', 'attempts'),
      'attempts,',
      count('qualification', 'cooldownHours'),
      'hours apart.',
    ],
    hint: 'On: whoever joins begins with golds only. Ten of ten right have a lower bound of 58 %.',
  },
  {
    id: 'probation',
    title: 'End of probation',
    hasMode: true,
    parts: [
      'After',
      count('probation', 'minimumLabels'),
      'labels and at least',
      count('probation', 'minimumGolds'),
      'golds, when the lower bound is above',
      share('probation', 'passAbove'),
      '.',
    ],
    hint: 'On probation golds come at twice the rate.',
  },
  {
    id: 'goldPause',
    title: 'Pause on golds',
    hasMode: true,
    parts: [
      'When at least',
      count('goldPause', 'minimumGolds'),
      'golds are answered and the upper bound is below',
      share('goldPause', 'pauseBelow'),
      '.',
    ],
    hint: 'Somebody exactly at the limit is paused by chance in at most one record of twenty, however long it is.',
  },
  {
    id: 'driftPause',
    title: 'Pause on drift',
    hasMode: true,
    parts: [
      'When the control chart raises its alarm, at least',
      count('driftPause', 'minimumLabels'),
      'labels follow its estimated start, and they still lie above what was before.',
    ],
    hint: 'Read some of the labels first: the others may be the ones who changed.',
  },
  {
    id: 'hold',
    title: 'After a lead’s decision',
    hasMode: false,
    parts: [
      'No rule moves that person before',
      count('hold', 'golds'),
      'new golds (for drift',
      count('hold', 'labels'),
      'new labels), and it then looks only at those.',
    ],
    hint: 'So an unpause is not undone by the very evidence that it overruled.',
  },
  {
    id: 'feedback',
    title: 'Feedback to annotators',
    hasMode: false,
    parts: [
      'After every',
      count('feedback', 'goldsPerBlock'),
      'golds they read how many may have matched, as a range.',
    ],
    hint: 'In blocks and ranges, so that no single gold can be told.',
  },
];

export const RULE_FIELDS: NumberField[] = RULE_TEXTS.flatMap((rule) =>
  rule.parts.filter((part): part is NumberField => typeof part !== 'string'),
);

/** A number as it stands in its field. */
export const asTyped = ({ unit }: NumberField, value: number): string =>
  String(unit === 'share' ? Number((value * 100).toPrecision(12)) : value);

const MODE = z.enum(['off', 'propose', 'automatic']);
const number = z
  .string()
  .trim()
  .transform((typed) => Number(typed.replace(',', '.') || Number.NaN));

/** What the form sends. */
export const rulesInput = z.object({
  modes: z.object({ qualification: MODE, probation: MODE, goldPause: MODE, driftPause: MODE }),
  numbers: z.record(z.string(), number),
  note: z.string().trim().min(3, 'Say why; it stands in the history.').max(500),
  after: z.coerce.number().int().min(0),
});

/** The rules that a form describes; what is no number stays NaN and is refused with its sentence. */
export function rulesOf(
  input: Pick<z.infer<typeof rulesInput>, 'modes' | 'numbers'>,
  base: LifeCycleRules,
): LifeCycleRules {
  const rules = structuredClone(base);
  for (const field of RULE_FIELDS) {
    const value = input.numbers[field.name] ?? Number.NaN;
    field.write(rules, field.unit === 'share' ? Number((value / 100).toPrecision(12)) : value);
  }
  for (const [id, mode] of Object.entries(input.modes)) rules[id as keyof typeof input.modes].mode = mode;
  return rules;
}
