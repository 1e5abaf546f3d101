'use client';

import { prepareWhisker, type WhiskerFigures } from '#lib/charts/prepare-whisker';
import { cx } from './cx';
import type { Verdict } from './verdict-words';

export type WhiskerTone = Verdict | 'ink' | 'beyond' | 'accent';

const STROKE: Record<WhiskerTone, string> = {
  ink: 'stroke-data',
  accent: 'stroke-accent',
  beyond: 'stroke-fail',
  PASS: 'stroke-pass',
  FAIL: 'stroke-fail',
  NOT_ENOUGH_EVIDENCE: 'stroke-nee',
};
const FILL: Record<WhiskerTone, string> = {
  ink: 'fill-data',
  accent: 'fill-accent',
  beyond: 'fill-fail',
  PASS: 'fill-pass',
  FAIL: 'fill-fail',
  NOT_ENOUGH_EVIDENCE: 'fill-nee',
};

export interface WhiskerProps extends WhiskerFigures {
  /** A verdict's colour only in gate checks; elsewhere ink, and `beyond` only when the whole bar lies past its limit. */
  tone?: WhiskerTone;
  /** Read aloud instead of the drawing; left out where the same figures stand beside it in text. */
  label?: string;
  /** Shown in the drawing's place when nothing was measured: why. */
  missing?: string;
  width?: number | string;
  height?: number;
  /** A grey hairline instead of the black tick, where the line is a reference and not a limit. */
  softTick?: boolean;
}

/** A place along the drawing: to a thousandth of a percent, which no screen shows. */
const at = (share: number) => `${Math.round(share * 1000) / 1000}%`;

/** One drawing for every measured figure: track, threshold tick, shaded required side, 95 % interval with caps, dot; a diamond for an exact count. */
export function Whisker({
  tone = 'ink',
  label,
  missing,
  width = '100%',
  height = 24,
  softTick,
  ...figures
}: WhiskerProps) {
  const marks = prepareWhisker(figures);
  if (figures.value === null || marks === null) {
    return (
      <span
        className="hatched inline-block max-w-full truncate rounded-small border border-line-strong border-dashed px-2 text-ink-2 text-small leading-5"
        style={{ width }}
        title={missing}
      >
        <span className="bg-surface px-1">{missing ?? 'not measured'}</span>
      </span>
    );
  }
  const middle = height / 2;
  const { dot, bar, tick, shade } = marks;
  const cap = Math.min(5, height / 4);
  return (
    <svg
      aria-hidden={label ? undefined : true}
      aria-label={label}
      className="whisker block max-w-full overflow-visible"
      height={height}
      role={label ? 'img' : undefined}
      width={width}
    >
      {shade && (
        <rect
          className="fill-zone"
          height={height * 0.64}
          width={at(shade.to - shade.from)}
          x={at(shade.from)}
          y={height * 0.18}
        />
      )}
      <line className="stroke-line-strong" x1="0" x2="100%" y1={middle} y2={middle} />
      {tick !== null && (
        <line
          className={softTick ? 'stroke-data-2' : 'stroke-ink'}
          strokeWidth={softTick ? 1 : 2}
          x1={at(tick)}
          x2={at(tick)}
          y1={height * 0.12}
          y2={height * 0.88}
        />
      )}
      {bar && (
        <g className={cx(STROKE[tone])} strokeWidth="1.75">
          <line x1={at(bar.from)} x2={at(bar.to)} y1={middle} y2={middle} />
          {!bar.openLeft && <line x1={at(bar.from)} x2={at(bar.from)} y1={middle - cap} y2={middle + cap} />}
          {!bar.openRight && <line x1={at(bar.to)} x2={at(bar.to)} y1={middle - cap} y2={middle + cap} />}
        </g>
      )}
      {dot !== null && (
        <svg aria-hidden="true" overflow="visible" x={at(dot)} y={middle}>
          {bar ? (
            <circle className={FILL[tone]} r="3.75" />
          ) : (
            <path className={FILL[tone]} d="M0-5 5 0 0 5-5 0z" />
          )}
        </svg>
      )}
    </svg>
  );
}
