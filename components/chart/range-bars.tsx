'use client';

import type { RangeDrawing } from '#lib/charts/prepare-range-bars';
import { cx } from '../ui/cx';

/** Model, baseline and what people reach, on one scale. Drawn as a table: every figure is text, no script needed. */
export function RangeBars({ drawing, caption }: { drawing: RangeDrawing; caption: string }) {
  const [low, high] = drawing.domain;
  const place = (x: number) => Math.min(100, Math.max(0, ((x - low) / (high - low)) * 100));
  return (
    <table className="w-full border-collapse text-small">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Drawing</th>
          <th scope="col">Value</th>
          <th scope="col">95 % interval</th>
        </tr>
      </thead>
      <tbody>
        {drawing.rows.map((row) => (
          <tr key={row.name + (row.note ?? '')}>
            <th
              className="h-12 w-px max-w-36 py-1 pr-3 text-left max-sm:min-w-26 align-middle font-normal leading-[1.25]"
              scope="row"
            >
              <span
                className={cx(
                  'block whitespace-nowrap max-sm:whitespace-normal',
                  row.role === 'model' && 'font-semibold',
                )}
              >
                {row.name}
              </span>
              {row.note && <span className="block text-ink-3 text-micro">{row.note}</span>}
            </th>
            <td className="relative h-12 min-w-24">
              {drawing.ticks.map((tick) => (
                <span
                  aria-hidden="true"
                  className="absolute inset-y-0 w-px bg-line"
                  key={tick.at}
                  style={{ left: `${place(tick.at)}%` }}
                />
              ))}
              {drawing.zone && (
                <span
                  aria-hidden="true"
                  className="absolute inset-y-0 bg-zone opacity-70"
                  style={{
                    left: `${place(drawing.zone[0])}%`,
                    width: `${place(drawing.zone[1]) - place(drawing.zone[0])}%`,
                  }}
                />
              )}
              {row.value === null ? (
                <span className="absolute inset-y-0 left-1 flex items-center text-ink-3">
                  <span className="bg-surface px-1">{row.missing ?? 'not measured'}</span>
                </span>
              ) : (
                <RangeMark interval={row.interval} place={place} role={row.role} value={row.value} />
              )}
            </td>
            <td className="w-px whitespace-nowrap pl-3 text-right align-middle font-semibold">
              {row.valueText}
            </td>
            <td className="w-px whitespace-nowrap pl-3 text-right align-middle text-ink-3 max-sm:hidden">
              {row.intervalText}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot aria-hidden="true">
        <tr>
          <td />
          <td className="relative h-5 border-line-strong border-t">
            {drawing.ticks.map((tick) => (
              <span
                className="absolute top-1 -translate-x-1/2 text-ink-3 text-micro"
                key={tick.at}
                style={{ left: `${place(tick.at)}%` }}
              >
                {tick.label}
              </span>
            ))}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

interface RangeMarkProps {
  role: RangeDrawing['rows'][number]['role'];
  value: number;
  interval: readonly [number, number] | null;
  place: (x: number) => number;
}

function RangeMark({ role, value, interval, place }: RangeMarkProps) {
  const ends = interval ? [place(interval[0]), place(interval[1])] : null;
  if (role === 'ceiling') {
    return (
      <svg
        aria-hidden="true"
        className="absolute top-1/2 left-0 h-12 w-full -translate-y-1/2 overflow-visible"
      >
        {ends && (
          <rect
            className="fill-line-strong"
            height="18"
            rx="2"
            width={`${ends[1]! - ends[0]!}%`}
            x={`${ends[0]}%`}
            y="15"
          />
        )}
        <line
          className="stroke-data"
          strokeWidth="2"
          x1={`${place(value)}%`}
          x2={`${place(value)}%`}
          y1="15"
          y2="33"
        />
      </svg>
    );
  }
  const line = role === 'baseline' ? 'stroke-data-2' : 'stroke-accent';
  const dot =
    role === 'baseline' ? 'fill-data-2' : role === 'model' ? 'fill-accent' : 'fill-surface stroke-accent';
  return (
    <svg aria-hidden="true" className="absolute top-1/2 left-0 h-12 w-full -translate-y-1/2 overflow-visible">
      {ends && (
        <g className={line} strokeWidth="2">
          <line x1={`${ends[0]}%`} x2={`${ends[1]}%`} y1="24" y2="24" />
          <line x1={`${ends[0]}%`} x2={`${ends[0]}%`} y1="19" y2="29" />
          <line x1={`${ends[1]}%`} x2={`${ends[1]}%`} y1="19" y2="29" />
        </g>
      )}
      <circle
        className={dot}
        cx={`${place(value)}%`}
        cy="24"
        r={role === 'model' ? 5.5 : 4.5}
        strokeWidth={role === 'part' ? 2 : 0}
      />
    </svg>
  );
}
