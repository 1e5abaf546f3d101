interface ControlSparkProps {
  path: { label: number; value: number }[];
  limit: number;
  alarmLabel: number | null;
}

const WIDTH = 104;
const HEIGHT = 22;

/** A control chart the size of a word: the path, its limit dashed, a triangle where it alarmed. */
export function ControlSpark({ path, limit, alarmLabel }: ControlSparkProps) {
  const last = path.at(-1)?.label ?? 1;
  const first = path[0]?.label ?? 0;
  const top = Math.max(limit * 1.25, ...path.map((p) => p.value));
  const x = (label: number) => 2 + ((label - first) / Math.max(1, last - first)) * (WIDTH - 8);
  const y = (value: number) => HEIGHT - 2 - (value / top) * (HEIGHT - 6);
  const line = path
    .map((p, i) => `${i ? 'L' : 'M'}${x(p.label).toFixed(1)} ${y(p.value).toFixed(1)}`)
    .join('');
  const alarm = alarmLabel === null ? null : { x: x(alarmLabel), y: y(limit) };
  return (
    <svg
      aria-label={alarm ? `Alarm at label ${alarmLabel}` : 'Below its limit'}
      height={HEIGHT}
      role="img"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
    >
      <path className="stroke-data-2" d={`M0 ${y(limit)}H${WIDTH}`} strokeDasharray="3 2" />
      <path className="stroke-data" d={line} fill="none" strokeLinejoin="round" strokeWidth="1.25" />
      {alarm && <path className="fill-fail" d={`M${alarm.x - 4} ${alarm.y + 3}h8l-4 -7z`} />}
    </svg>
  );
}
