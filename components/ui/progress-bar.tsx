'use client';

interface ProgressBarProps {
  value: number;
  max: number;
  /** What progresses: "Labels of today's work". */
  label: string;
  /** In words, as "37 of 120"; shown beside the bar unless hidden. */
  valueText?: string;
  width?: number | string;
}

export function ProgressBar({ value, max, label, valueText, width = '100%' }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className="flex min-w-0 items-center gap-2.5" style={{ width }}>
      <div
        aria-label={label}
        aria-valuemax={max}
        aria-valuemin={0}
        aria-valuenow={value}
        aria-valuetext={valueText}
        className="h-1.5 min-w-12 flex-1 overflow-hidden rounded-full bg-data-soft"
        role="progressbar"
      >
        <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
      {valueText && (
        <span aria-hidden="true" className="shrink-0 whitespace-nowrap font-semibold">
          {valueText}
        </span>
      )}
    </div>
  );
}
