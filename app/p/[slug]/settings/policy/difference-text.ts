import { CHECKS } from '#lib/gate/policy';
import type { PolicyDifference } from '#lib/gate/policy-difference';
import { thresholdWords } from './threshold-text';

/** One difference between two versions, in words: "Gold accuracy: 80 % → 85 %". */
export function differenceText({ what, from, to, looser }: PolicyDifference): string {
  const direction = looser ? ' (looser)' : '';
  if (what === 'level') return `Confidence level: ${percent(from)} → ${percent(to)}${direction}`;
  if (what === 'twoForLowering')
    return to
      ? 'Lowering it takes two admins from now on'
      : 'Lowering it no longer takes two admins (looser)';
  const shown = (value: PolicyDifference['from']) =>
    thresholdWords(what, typeof value === 'number' ? value : undefined);
  return `${CHECKS[what].name}: ${shown(from)} → ${shown(to)}${direction}`;
}

const percent = (value: PolicyDifference['from']) =>
  typeof value === 'number' ? `${Number((100 * value).toPrecision(6))} %` : '–';
