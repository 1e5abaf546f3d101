import { CHECK_IDS, CHECKS, type CheckId, type PolicyChecks, PRESETS, type PresetName } from './policy';

/** The preset that these thresholds are, number for number; `custom` when they are none. */
export function presetOf(checks: PolicyChecks): PresetName | 'custom' {
  const same = (preset: PolicyChecks) => CHECK_IDS.every((id) => preset[id] === checks[id]);
  return (Object.keys(PRESETS) as PresetName[]).find((name) => same(PRESETS[name])) ?? 'custom';
}

const RANGE = { share: [0, 1], coefficient: [-1, 1], count: [0, 1_000_000_000] } as const;

/** What is wrong with a threshold, in a sentence; null when a check can be held against it. */
export function thresholdProblem(check: CheckId, threshold: number): string | null {
  const { unit, name } = CHECKS[check];
  const [low, high] = RANGE[unit];
  if (!Number.isFinite(threshold)) return `${name} needs a number.`;
  if (threshold < low || threshold > high) return `${name} must lie between ${low} and ${high}.`;
  if (unit === 'count' && !Number.isInteger(threshold)) return `${name} must be a whole number.`;
  return null;
}
