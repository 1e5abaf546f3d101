'use client';

import { cx } from './cx';
import { VERDICT_TEXT, VERDICT_WORD, type Verdict } from './verdict-words';

/** Disc, octagon, dashed half circle: the shapes differ without their colours. */
export function VerdictIcon({ verdict, size = 16 }: { verdict: Verdict; size?: number }) {
  return (
    <svg aria-hidden="true" className="shrink-0" fill="none" height={size} viewBox="0 0 16 16" width={size}>
      {verdict === 'PASS' && (
        <>
          <circle className="fill-pass" cx="8" cy="8" r="7" />
          <path
            className="stroke-surface"
            d="m4.7 8.3 2.3 2.3L11.3 5.8"
            strokeLinecap="round"
            strokeLinejoin="round"
            strokeWidth="1.8"
          />
        </>
      )}
      {verdict === 'FAIL' && (
        <>
          <path className="fill-fail" d="M5.1 1h5.800L15 5.100v5.800L10.9 15H5.100L1 10.900V5.100z" />
          <path className="stroke-surface" d="m5.5 5.5 5 5m0-5-5 5" strokeLinecap="round" strokeWidth="1.8" />
        </>
      )}
      {verdict === 'NOT_ENOUGH_EVIDENCE' && (
        <>
          <circle className="stroke-nee" cx="8" cy="8" r="6.3" strokeDasharray="2.6 1.7" strokeWidth="1.5" />
          <path className="fill-nee" d="M8 3.700a4.3 4.3 0 0 1 0 8.600z" />
        </>
      )}
    </svg>
  );
}

/** A verdict, always as shape and word. */
export function VerdictMark({
  verdict,
  word,
  size = 16,
}: {
  verdict: Verdict;
  word?: string;
  size?: number;
}) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 whitespace-nowrap align-middle font-semibold',
        VERDICT_TEXT[verdict],
      )}
    >
      <VerdictIcon size={size} verdict={verdict} />
      {word ?? VERDICT_WORD[verdict]}
    </span>
  );
}
