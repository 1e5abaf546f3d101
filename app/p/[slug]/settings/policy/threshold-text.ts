import { CHECK_IDS, CHECKS, type CheckId, type PolicyChecks } from '#lib/gate/policy';

/** Thresholds as they stand in the fields: shares in percent, empty for a check that is not asked for. */
export type Typed = Record<CheckId, string>;

export function thresholdText(check: CheckId, value: number | undefined): string {
  if (value === undefined) return '';
  return String(CHECKS[check].unit === 'share' ? Number((value * 100).toPrecision(12)) : value);
}

export const asTyped = (checks: PolicyChecks): Typed =>
  Object.fromEntries(CHECK_IDS.map((id) => [id, thresholdText(id, checks[id])])) as Typed;

/** What the fields mean; what is not a number is left out here and refused by the form. */
export function asChecks(typed: Typed): PolicyChecks {
  const checks: PolicyChecks = {};
  for (const id of CHECK_IDS) {
    const value = Number(typed[id].trim().replace(',', '.'));
    if (typed[id].trim() === '' || !Number.isFinite(value)) continue;
    checks[id] = CHECKS[id].unit === 'share' ? Number((value / 100).toPrecision(12)) : value;
  }
  return checks;
}
