import { formatCoefficient, formatCount } from '#lib/charts/format-figure';
import { CHECK_IDS, CHECKS, type CheckId, type PolicyChecks } from '#lib/gate/policy';

/** Thresholds as they stand in the fields: shares in percent, empty for a check that is not asked for. */
export type Typed = Record<CheckId, string>;

export function thresholdText(check: CheckId, value: number | undefined): string {
  if (value === undefined) return '';
  return String(CHECKS[check].unit === 'share' ? Number((value * 100).toPrecision(12)) : value);
}

/** A threshold as it is read: "80 %", "0.40", "2,000", or that there is none. */
export function thresholdWords(check: CheckId, value: number | undefined): string {
  if (value === undefined) return 'not asked';
  const { unit } = CHECKS[check];
  if (unit === 'share') return `${thresholdText(check, value)}\u00a0%`;
  if (unit === 'count') return formatCount(value);
  // Two digits, as the checks have them, unless somebody asked for more.
  return Number(value.toFixed(2)) === value ? formatCoefficient(value) : String(value);
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
