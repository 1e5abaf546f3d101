'use client';

import { CheckTable } from '#components/quality/check-table';
import { SaveChecks } from '#components/quality/save-checks';
import { Card } from '#components/ui/card';
import { prepareChecks } from '#lib/charts/prepare-checks';
import type { CheckResult } from '#lib/gate/decide';
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
      actions={checks.length > 0 && <SaveChecks checks={checks} name="checks" />}
      note={note}
      padded={false}
      title="Checks"
    >
      <CheckTable rows={prepareChecks(checks)} />
    </Card>
  );
}
