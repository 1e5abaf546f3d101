import { policyDifferences } from '#lib/gate/policy-difference';
import type { PolicyVersion } from '#lib/quality/policy-versions';
import type { HistoryVersion } from '../version-history';
import { differenceText } from './difference-text';

/** The versions of a policy as its history tells them: what each changed, check by check, and who made it. */
export const policyHistory = (versions: PolicyVersion[]): HistoryVersion[] =>
  versions.map((version, at) => {
    const before = versions[at + 1];
    const preset = version.preset === 'custom' ? 'Own thresholds' : `Preset: ${version.preset}`;
    const level = `${Number((100 * version.level).toPrecision(6))} %`;
    const by = `${version.by ? `, by ${version.by}` : ''}${version.approvedBy ? ` and ${version.approvedBy}` : ''}`;
    return {
      ...version,
      changes: before ? policyDifferences(before, version).map(differenceText) : [],
      foot: `${preset}, ${level}${by}`,
    };
  });
