import type { CheckResult } from '#lib/gate/decide';
import { CHECKS } from '#lib/gate/policy';
import { ExportRows } from '../table/export-rows';

/** Saves the checks of a decision as they were judged. */
export function SaveChecks({ checks, name }: { checks: CheckResult[]; name: string }) {
  return (
    <ExportRows
      headers={['check', 'verdict', 'measured', 'low', 'high', 'threshold', 'required', 'sentence']}
      name={name}
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
  );
}
