'use client';

import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';

/** Places in the plot, or null until the axes are known. */
export function usePlaces() {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!area || !x || !y) return null;
  return { area, x: (value: number) => x(value) ?? 0, y: (value: number) => y(value) ?? 0 };
}

/** The part of a run that is still to come. */
export function AheadMark({ from, to }: { from: number; to: number }) {
  const places = usePlaces();
  if (!places) return null;
  const left = places.x(from);
  return (
    <rect
      className="fill-zone"
      fillOpacity={0.6}
      height={places.area.height}
      width={Math.max(0, places.x(to) - left)}
      x={left}
      y={places.area.y}
    />
  );
}

/** A dashed line across with its words at the right, above the line; below it where the top is near. */
export function ReferenceMark({ y, label, beside }: { y: number; label: string; beside?: boolean }) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const at = places.y(y);
  const right = area.x + area.width;
  return (
    <g>
      <line
        className="stroke-ink"
        strokeDasharray="5 3"
        strokeWidth="1.25"
        x1={area.x}
        x2={right}
        y1={at}
        y2={at}
      />
      <text
        className="label"
        textAnchor={beside ? 'start' : 'end'}
        x={beside ? right + 8 : right}
        y={beside ? at + 4 : at - area.y < 16 ? at + 13 : at - 5}
      >
        {label}
      </text>
    </g>
  );
}

interface EndMarkProps {
  x: number;
  y: number;
  strong: string;
  soft?: string;
  accent?: boolean;
  /** Where the words stand, when two ends are too near for both. */
  labelY?: number;
}

/** The value said at the end of its line. */
export function EndMark({ x, y, strong, soft, accent, labelY = y }: EndMarkProps) {
  const places = usePlaces();
  if (!places) return null;
  const [left, top] = [places.x(x), places.y(y)];
  const words = places.y(labelY);
  return (
    <g>
      <circle className={accent ? 'fill-accent' : 'fill-data'} cx={left} cy={top} r="3.5" />
      <text className={accent ? 'label-accent' : 'label-strong'} x={left + 9} y={words + (soft ? -1 : 4)}>
        {strong}
      </text>
      {soft && (
        <text x={left + 9} y={words + 12}>
          {soft}
        </text>
      )}
    </g>
  );
}

/** Words at the end of a line that has neither dot nor interval. */
export function WordsMark({ x, y, label }: { x: number; y: number; label: string }) {
  const places = usePlaces();
  if (!places) return null;
  return (
    <text className="label" x={places.x(x) + 9} y={places.y(y) + 4}>
      {label}
    </text>
  );
}

/** A moment in time with its word at the top: a guideline version came into force. */
export function FlagMark({ x, label }: { x: number; label: string }) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const left = places.x(x);
  const width = label.length * 6.2 + 10;
  // Near the right edge the flag turns round rather than leave the chart.
  const turned = left + width > area.x + area.width + 60;
  return (
    <g>
      <line
        className="stroke-accent"
        strokeWidth="1.25"
        x1={left}
        x2={left}
        y1={area.y - 12}
        y2={area.y + area.height}
      />
      <rect
        className="fill-accent-soft"
        height="15"
        width={width}
        x={turned ? left - width : left}
        y={area.y - 14}
      />
      <text className="label-accent" x={(turned ? left - width : left) + 5} y={area.y - 3}>
        {label}
      </text>
    </g>
  );
}

/** An alarm: a red triangle with its words, above the axis. */
export function AlarmMark({ x, label }: { x: number; label: string }) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const left = places.x(x);
  const top = area.y + area.height - 14;
  const turned = left + label.length * 6.2 + 12 > area.x + area.width;
  return (
    <g>
      <path className="fill-fail" d={`M${left - 5} ${top + 9}h10l-5-9z`} />
      <text
        className="label-fail"
        textAnchor={turned ? 'end' : 'start'}
        x={turned ? left - 9 : left + 9}
        y={top + 9}
      >
        {label}
      </text>
    </g>
  );
}

/** A stretch that could not be measured: hatched, with its reason. */
export function GapMark({
  from,
  to,
  label,
  pattern,
}: {
  from: number;
  to: number;
  label: string;
  pattern: string;
}) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const [left, right] = [places.x(from), places.x(to)];
  return (
    <g>
      <rect
        fill={`url(#${pattern})`}
        height={area.height}
        width={Math.max(0, right - left)}
        x={left}
        y={area.y}
      />
      <text textAnchor="middle" x={(left + right) / 2} y={area.y + 11}>
        {right - left < label.length * 2.5 ? '' : label}
      </text>
    </g>
  );
}

export function HatchPattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern height="6" id={id} patternTransform="rotate(45)" patternUnits="userSpaceOnUse" width="6">
        <line className="stroke-line-strong" strokeWidth="1.5" x1="0" x2="0" y1="0" y2="6" />
      </pattern>
    </defs>
  );
}

/** A point on its own, with its interval as a bar: between two gaps there is no line to show it. */
export function LonePoint({
  x,
  value,
  band,
  accent,
}: {
  x: number;
  value: number;
  band: readonly [number, number] | null;
  accent?: boolean;
}) {
  const places = usePlaces();
  if (!places) return null;
  const left = places.x(x);
  return (
    <g>
      {band && (
        <path
          className={accent ? 'stroke-accent' : 'stroke-data'}
          d={`M${left} ${places.y(band[0])}V${places.y(band[1])}M${left - 4} ${places.y(band[0])}h8M${left - 4} ${places.y(band[1])}h8`}
          strokeWidth="1.5"
        />
      )}
      <circle className={accent ? 'fill-accent' : 'fill-data'} cx={left} cy={places.y(value)} r="3.5" />
    </g>
  );
}
