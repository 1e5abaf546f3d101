'use client';

import { CheckTable } from '#components/quality/check-table';
import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { prepareChecks } from '#lib/charts/prepare-checks';
import type { CheckResult } from '#lib/gate/decide';
import { CHECKS } from '#lib/gate/policy';
import type { PolicyInForce } from '#lib/quality/latest-report';

export function ChecksPanel({
  checks,
  policy,
}: {
  checks: CheckResult[];
  policy: Pick<PolicyInForce, 'preset' | 'version' | 'level'> | null;
}) {
  const note = policy
    ? `policy ${policy.preset} v${policy.version} · the bound that counts against it decides; ${Number((100 * policy.level).toPrecision(6))} % intervals, kept over every look`
    : undefined;
  return (
    <Card
      actions={
        checks.length > 0 && (
          <ExportRows
            headers={['check', 'verdict', 'measured', 'low', 'high', 'threshold', 'required', 'sentence']}
            name="checks"
            of="checks"
            rows={checks.map((c) => [
              CHECKS[c.check].name,
              c.verdict,
              c.measured,
              c.interval?.[0] ?? null,
              c.interval?.[1] ?? null,
              c.threshold,
              CHECKS[c.check].side === 'least' ? 'at least' : 'at most',
              c.sentence,
            ])}
          />
        )
      }
      note={note}
      padded={false}
      title="Checks"
    >
      <CheckTable rows={prepareChecks(checks)} />
    </Card>
  );
}
