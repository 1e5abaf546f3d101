'use client';

import { cx } from './cx';
import { VerdictIcon } from './verdict';
import { VERDICT_TEXT, type Verdict } from './verdict-words';

const SOFT: Record<Verdict, string> = {
  FAIL: 'bg-fail-soft',
  NOT_ENOUGH_EVIDENCE: 'bg-nee-soft',
  PASS: 'bg-pass-soft',
};

/** How many checks stand where: "one fails, two are undecided" needs two different actions, so both are counted. */
export function VerdictTally({
  fail,
  notEnoughEvidence,
  pass,
}: {
  fail: number;
  notEnoughEvidence: number;
  pass: number;
}) {
  const tiles: { verdict: Verdict; count: number; word: string }[] = [
    { verdict: 'FAIL', count: fail, word: 'Fail' },
    { verdict: 'NOT_ENOUGH_EVIDENCE', count: notEnoughEvidence, word: 'Not enough evidence' },
    { verdict: 'PASS', count: pass, word: 'Pass' },
  ];
  return (
    <ul aria-label="Checks" className="flex gap-2 max-sm:grid max-sm:grid-cols-3">
      {tiles.map(({ verdict, count, word }) => {
        const some = count > 0;
        return (
          <li
            className={cx(
              'flex h-[52px] items-center gap-2 rounded-control px-3.5 text-small leading-[1.2] max-sm:gap-1.5 max-sm:px-2 max-sm:text-micro',
              some ? cx(SOFT[verdict], VERDICT_TEXT[verdict]) : 'bg-sunken text-ink-3',
            )}
            key={verdict}
          >
            {some && <VerdictIcon size={20} verdict={verdict} />}
            <b className="text-hero leading-none max-sm:text-figure">{count}</b>
            <span className="max-w-18">{word}</span>
          </li>
        );
      })}
    </ul>
  );
}
