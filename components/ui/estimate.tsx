'use client';

import { type FigureKind, formatFigure, formatInterval } from '#lib/charts/format-figure';
import { MISSING_WORDS } from '#lib/charts/missing-words';
import type { Estimate as EstimateFigures } from '#lib/statistics/estimate';

export type IntervalOf = 'these annotators' | 'annotators like these';

interface EstimateProps {
  estimate: Pick<EstimateFigures, 'value' | 'ci95' | 'ci95Annotators' | 'reason'>;
  kind: FigureKind;
  /** Which uncertainty to show: new comparisons by this crew, or annotators like these. */
  interval?: IntervalOf;
  /** Says in words which interval it is, where the heading does not. */
  named?: boolean;
}

/** A figure with its interval in text, "0.45 (0.39 – 0.51, 95 %)"; a missing one says why. */
export function Estimate({ estimate, kind, interval = 'these annotators', named }: EstimateProps) {
  if (estimate.value === null) {
    return (
      <span className="text-ink-3">{estimate.reason ? MISSING_WORDS[estimate.reason] : 'not measured'}</span>
    );
  }
  const ends = interval === 'annotators like these' ? estimate.ci95Annotators : estimate.ci95;
  return (
    <span>
      <b>{formatFigure(estimate.value, kind)}</b>
      {ends && (
        <span className="whitespace-nowrap text-ink-3 text-small">
          {' '}
          <span className="sr-only">, 95 % interval </span>
          {formatInterval(ends, kind)}
          {named && `, ${interval}`}
        </span>
      )}
    </span>
  );
}
