interface SparkProps {
  values: number[];
  /** Dashed across. */
  limit?: number | null;
  /** Position of the alarm in `values`. */
  alarmAt?: number | null;
  /** Read aloud instead of the drawing. */
  label: string;
  width?: number;
  height?: number;
}

/** A path in a table row: its form, its limit, its alarm. Figures stand on the page it leads to. */
export function Spark({ values, limit, alarmAt, label, width = 96, height = 20 }: SparkProps) {
  if (values.length < 2) return <span className="text-ink-3 text-small">{label}</span>;
  const high = Math.max(limit ?? 0, ...values) || 1;
  const low = Math.min(0, ...values);
  const x = (at: number) => 1 + (at / (values.length - 1)) * (width - 2);
  const y = (value: number) => height - 2 - ((value - low) / (high - low || 1)) * (height - 6);
  const path = values
    .map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
  return (
    <svg
      aria-label={label}
      className="inline-block align-middle"
      fill="none"
      height={height}
      role="img"
      width={width}
    >
      {typeof limit === 'number' && (
        <line className="stroke-data-2" strokeDasharray="3 2" x1="0" x2={width} y1={y(limit)} y2={y(limit)} />
      )}
      <path className="stroke-data" d={path} strokeLinejoin="round" strokeWidth="1.25" />
      {typeof alarmAt === 'number' && values[alarmAt] !== undefined && (
        <path
          className="fill-fail"
          d={`M${(x(alarmAt) - 4.5).toFixed(1)} ${(y(values[alarmAt]!) + 4).toFixed(1)}h9l-4.5-8z`}
        />
      )}
    </svg>
  );
}
