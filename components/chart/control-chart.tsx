'use client';

import { Line } from 'recharts';
import type { ControlDrawing } from '#lib/charts/prepare-control-chart';
import { ReferenceMark, usePlaces } from './chart-marks';
import { PlotFrame } from './plot-frame';

/** Statistic, limit, alarm and estimated start; what is suspected is tinted. */
export function ControlChart({ drawing, height = 220 }: { drawing: ControlDrawing; height?: number }) {
  return (
    <PlotFrame
      data={drawing.points}
      drawing={drawing}
      height={height}
      margin={{ top: drawing.suspect ? 20 : 8, right: 12 }}
      yWidth={30}
    >
      {drawing.suspect && <SuspectMark {...drawing.suspect} />}
      {drawing.limit && <LimitMark {...drawing.limit} />}
      <Line
        activeDot={{ r: 3, stroke: 'var(--surface)' }}
        dataKey="value"
        dot={false}
        isAnimationActive={false}
        stroke="var(--data)"
        strokeWidth={1.5}
        type="linear"
      />
      {drawing.alarm && <AlarmPoint {...drawing.alarm} />}
    </PlotFrame>
  );
}

/** The limit's words stand at the left, where the statistic is low. */
function LimitMark({ y, label }: { y: number; label: string }) {
  const places = usePlaces();
  if (!places) return null;
  return (
    <g>
      <ReferenceMark label="" y={y} />
      <text className="label" x={places.area.x + 4} y={places.y(y) - 5}>
        {label}
      </text>
    </g>
  );
}

function SuspectMark({ from, to, label }: { from: number; to: number; label: string }) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const [left, right] = [places.x(from), places.x(to)];
  const turned = left + label.length * 5.8 > area.x + area.width;
  return (
    <g>
      <rect
        className="fill-fail-soft"
        height={area.height}
        width={Math.max(0, right - left)}
        x={left}
        y={area.y}
      />
      <line
        className="stroke-fail"
        strokeDasharray="2 2"
        strokeWidth="1.5"
        x1={left}
        x2={left}
        y1={area.y - 4}
        y2={area.y + area.height}
      />
      <text
        className="label"
        textAnchor={turned ? 'end' : 'start'}
        x={turned ? left + 4 : left}
        y={area.y - 8}
      >
        {label}
      </text>
    </g>
  );
}

function AlarmPoint({ x, y, lines }: { x: number; y: number; lines: string[] }) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const [left, top] = [places.x(x), places.y(y)];
  // Right below the alarm, or left above it: the two places that a rising path leaves free.
  const turned = left + 90 > area.x + area.width;
  const bottom = area.y + area.height;
  return (
    <g>
      <line className="stroke-fail" strokeWidth="1.25" x1={left} x2={left} y1={top} y2={bottom} />
      <path className="fill-fail" d={`M${left - 6} ${top + 5}h12l-6-11z`} />
      {lines.map((line, at) => (
        <text
          className={at === 0 ? 'label-fail' : 'label'}
          key={line}
          textAnchor={turned ? 'end' : 'start'}
          x={turned ? left - 8 : left + 8}
          y={(turned ? Math.max(area.y + 10, top - 24) : Math.min(bottom - 20, top + 40)) + at * 13}
        >
          {line}
        </text>
      ))}
    </g>
  );
}
