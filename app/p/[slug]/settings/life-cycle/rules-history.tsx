import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Time } from '#components/ui/time';
import { DEFAULT_RULES, type LifeCycleRules } from '#lib/annotators/life-cycle-rules';
import type { RulesVersion } from '#lib/labels/life-cycle-rules-of';
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

export function RulesHistory({ versions }: { versions: RulesVersion[] }) {
  return (
    <Card note="newest first" padded={false} title="History">
      {versions.length === 0 && (
        <div className="px-4 pb-2">
          <EmptyState icon="policy" title="Nobody has changed the rules yet">
            The first ones are in force: they propose, and move nobody out by themselves.
          </EmptyState>
        </div>
      )}
      <ol className="mt-1.5" reversed>
        {versions.map((version, at) => (
          <li className="border-line border-t px-4 py-2.5" key={version.version}>
            <div className="flex flex-wrap items-center gap-2">
              <span className="font-medium">Version {version.version}</span>
              {at === 0 && <Chip tone="accent">In force</Chip>}
              <span className="ml-auto text-ink-3 text-small">
                <Time at={version.createdAt} shape="date" />
              </span>
            </div>
            <p className="mt-1 text-ink-2">{version.note || 'No reason was given.'}</p>
            {changes(version.rules, versions[at + 1]?.rules ?? DEFAULT_RULES).map((change) => (
              <p className="text-small" key={change}>
                {change}
              </p>
            ))}
            {version.by && <p className="text-ink-3 text-small">by {version.by}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
