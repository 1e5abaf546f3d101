import { DEFAULT_RULES, type LifeCycleRules } from '#lib/annotators/life-cycle-rules';
import type { RulesVersion } from '#lib/labels/life-cycle-rules-of';
import type { HistoryVersion } from '../version-history';
import { asTyped, RULE_FIELDS, RULE_TEXTS } from './rule-fields';

const MODE_WORDS = { off: 'off', propose: 'proposed', automatic: 'automatic' } as const;

/** What one version changed, number by number. */
function changes(now: LifeCycleRules, before: LifeCycleRules): string[] {
  const modes = RULE_TEXTS.flatMap(({ id, title }) => {
    if (id === 'hold' || id === 'feedback' || now[id].mode === before[id].mode) return [];
    return [`${title}: ${MODE_WORDS[before[id].mode]} → ${MODE_WORDS[now[id].mode]}`];
  });
  const numbers = RULE_FIELDS.flatMap((field) => {
    const [old, next] = [field.read(before), field.read(now)];
    const unit = field.unit === 'share' ? ' %' : '';
    return old === next
      ? []
      : [`${field.name}: ${asTyped(field, old)}${unit} → ${asTyped(field, next)}${unit}`];
  });
  return [...modes, ...numbers];
}

/** The versions of the rules as their history tells them. */
export const rulesHistory = (versions: RulesVersion[]): HistoryVersion[] =>
  versions.map((version, at) => ({
    ...version,
    changes: changes(version.rules, versions[at + 1]?.rules ?? DEFAULT_RULES),
    foot: version.by ? `by ${version.by}` : '',
  }));
