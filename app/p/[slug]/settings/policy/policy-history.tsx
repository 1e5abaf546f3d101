import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Time } from '#components/ui/time';
import { policyDifferences } from '#lib/gate/policy-difference';
import type { PolicyVersion } from '#lib/quality/policy-versions';
import { differenceText } from './difference-text';

/** What one version changed, check by check. */
const changes = (version: PolicyVersion, before: PolicyVersion | undefined): string[] =>
  before ? policyDifferences(before, version).map(differenceText) : [];

export function PolicyHistory({ versions }: { versions: PolicyVersion[] }) {
  return (
    <Card note="newest first" padded={false} title="History">
      {versions.length === 0 && (
        <div className="px-4 pb-2">
          <EmptyState icon="policy" title="No version yet" />
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
            {changes(version, versions[at + 1]).map((change) => (
              <p className="text-small" key={change}>
                {change}
              </p>
            ))}
            <p className="text-ink-3 text-small">
              {version.preset === 'custom' ? 'Own thresholds' : `Preset: ${version.preset}`}
              {`, ${Number((100 * version.level).toPrecision(6))} %`}
              {version.by ? `, by ${version.by}` : ''}
              {version.approvedBy ? ` and ${version.approvedBy}` : ''}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
