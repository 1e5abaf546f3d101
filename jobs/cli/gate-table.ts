import type { GateAnswer } from '#lib/attestation/gate-answer';
import { CHECKS, type CheckId } from '#lib/gate/policy';

const WORDS = { PASS: 'pass', FAIL: 'FAIL', NOT_ENOUGH_EVIDENCE: 'not enough evidence' } as const;

/** What the gate said, for a terminal or a build log: the sentence first, the checks, then what to do. */
export function gateTable(answer: GateAnswer): string {
  const { batch, project, checks, policyVersion, waiver } = answer;
  const name = `${project}, batch ${batch.number} (${batch.name})`;
  const verdict = answer.passed
    ? waiver
      ? `WAIVED   ${name} may train by a waiver until ${waiver.expiresAt}, not because its checks pass.`
      : `PASS     ${name} may train.`
    : `BLOCKED  ${name} may not train.`;
  const rows = checks.map(({ check, verdict, measured, interval, exact, threshold }) => {
    const { name, side, unit } = CHECKS[check as CheckId];
    const figure = (value: number | null) => (value === null ? '–' : format(value, unit));
    return [
      WORDS[verdict],
      name,
      figure(measured),
      exact ? 'exact' : interval ? `${figure(interval[0])} to ${figure(interval[1])}` : '–',
      `${side === 'least' ? '≥' : '≤'} ${figure(threshold)}`,
    ];
  });
  const table = aligned([['verdict', 'check', 'measured', '95 % interval', 'required'], ...rows]);
  const todo = answer.wouldTake.map((step) => `  - ${step.sentence}`);
  return [
    verdict,
    '',
    ...table.map((line) => `  ${line}`),
    '',
    ...(todo.length ? ['What it would take:', ...todo, ''] : []),
    ...(answer.behind > 0
      ? [`${answer.behind} changes are still being measured (--wait SECONDS waits).`, '']
      : []),
    `Policy version ${policyVersion} · snapshot ${answer.snapshot.slice(0, 16) || 'none'} · labels up to ${answer.lastSequence}${answer.simulated ? ' · simulated data' : ''}`,
    '',
  ].join('\n');
}

function format(value: number, unit: 'coefficient' | 'share' | 'count'): string {
  if (unit === 'count') return value.toLocaleString('en');
  return unit === 'share' ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
}

function aligned(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  );
}
