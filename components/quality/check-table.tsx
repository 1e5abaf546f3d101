'use client';

import { cx } from '../ui/cx';
import { EmptyState } from '../ui/empty-state';
import { VerdictMark } from '../ui/verdict';
import type { Verdict } from '../ui/verdict-words';
import { Whisker, type WhiskerProps } from '../ui/whisker';

export interface CheckRow {
  id: string;
  verdict: Verdict;
  name: string;
  /** What the figure rests on, in one sentence. */
  sentence: string;
  /** "14.9 %". */
  measured: string;
  /** "0.39 – 0.51", or "exact". */
  interval: string;
  whisker: Pick<
    WhiskerProps,
    'value' | 'interval' | 'threshold' | 'required' | 'domain' | 'bounds' | 'missing'
  >;
  /** "≥ 0.40". */
  needs: string;
}

const ORDER: Record<Verdict, number> = { FAIL: 0, NOT_ENOUGH_EVIDENCE: 1, PASS: 2 };
const EDGE: Record<Verdict, string> = {
  FAIL: 'sm:shadow-[inset_3px_0_var(--fail)]',
  NOT_ENOUGH_EVIDENCE: 'sm:shadow-[inset_3px_0_var(--nee)]',
  PASS: '',
};

const HEAD = 'h-6 px-2 py-1 font-normal text-micro text-ink-3 text-left';
const CELL = 'border-line border-t px-2 leading-[1.3] max-sm:border-0 max-sm:p-0';

/** The gate's checks, worst first, each with its figure, interval and drawing. On a phone a row becomes a small block. */
export function CheckTable({
  rows,
  caption = 'Checks of the gate, worst first',
}: {
  rows: CheckRow[];
  caption?: string;
}) {
  if (rows.length === 0) {
    return (
      <div className="px-4 pb-3">
        <EmptyState icon="gate" title="The gate has not judged this batch yet">
          It does as soon as the first labels are measured.
        </EmptyState>
      </div>
    );
  }
  const sorted = [...rows].sort((x, y) => ORDER[x.verdict] - ORDER[y.verdict]);
  return (
    <table className="w-full border-collapse max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          <th className={cx(HEAD, 'pl-4')} scope="col">
            Verdict
          </th>
          <th className={cx(HEAD, 'w-full')} scope="col">
            Check
          </th>
          <th className={cx(HEAD, 'text-right')} scope="col">
            Measured
          </th>
          <th className={cx(HEAD, 'whitespace-nowrap')} scope="col">
            Interval
          </th>
          <th className={cx(HEAD, 'whitespace-nowrap max-lg:hidden')} scope="col">
            Shaded: required side
          </th>
          <th className={cx(HEAD, 'pr-4 text-right')} scope="col">
            Needs
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {sorted.map((row) => (
          <tr
            className="h-[41px] max-sm:grid max-sm:h-auto max-sm:grid-cols-[minmax(0,1fr)_auto_auto] max-sm:items-center max-sm:gap-x-3 max-sm:border-line max-sm:border-t max-sm:px-4 max-sm:py-2.5"
            key={row.id}
          >
            <td className={cx(CELL, 'pl-4 max-sm:col-span-3 max-sm:text-small', EDGE[row.verdict])}>
              <VerdictMark verdict={row.verdict} />
            </td>
            <th className={cx(CELL, 'text-left font-normal max-sm:col-span-2')} scope="row">
              <span className="block font-semibold">{row.name}</span>
              <span className="block text-ink-3 text-small leading-[1.3]">{row.sentence}</span>
            </th>
            <td className={cx(CELL, 'whitespace-nowrap text-right font-semibold text-lead')}>
              {row.measured}
            </td>
            <td className={cx(CELL, 'whitespace-nowrap text-ink-2 text-small max-sm:order-2')}>
              {row.interval}
            </td>
            <td className={cx(CELL, 'max-lg:hidden max-sm:order-1 max-sm:block')}>
              <div className="w-36 max-sm:w-full">
                <Whisker {...row.whisker} height={28} tone={row.verdict} />
              </div>
            </td>
            <td
              className={cx(
                CELL,
                'whitespace-nowrap pr-4 text-right text-ink-2 max-sm:order-3 max-sm:text-small',
              )}
            >
              <span className="sr-only">needs </span>
              {row.needs}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
