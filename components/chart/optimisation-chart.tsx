'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { OptimisationDrawing } from '#lib/charts/prepare-optimisation';
import { axisProps, initialDimension, xAxisLook, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
import { usePlaces } from './chart-marks';
import { ChartTip } from './chart-tip';

/** What an optimiser sees beside what people would say, by distance from the reference; the turn and the warning in place. */
export function OptimisationChart({
  drawing,
  height = 320,
}: {
  drawing: OptimisationDrawing;
  height?: number;
}) {
  return (
    <ChartFrame alternative={drawing.alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <ComposedChart
          data={drawing.points}
          margin={{ top: 22, right: 84, bottom: 0, left: 0 }}
          title={drawing.alternative.summary}
        >
          <CartesianGrid vertical={false} />
          <XAxis dataKey="x" {...axisProps(drawing.xTicks, drawing.xDomain)} {...xAxisLook} />
          <YAxis {...axisProps(drawing.yTicks, drawing.yDomain)} {...yAxisLook} />
          {drawing.peak && <PeakMark {...drawing.peak} />}
          <Area
            activeDot={false}
            className="fill-band"
            data={drawing.curve}
            dataKey="fittedBand"
            fill="var(--data-soft)"
            fillOpacity={0.7}
            isAnimationActive={false}
            stroke="none"
            type="linear"
            zIndex={-50}
          />
          <Line
            activeDot={false}
            data={drawing.curve}
            dataKey="fitted"
            dot={false}
            isAnimationActive={false}
            stroke="var(--data)"
            strokeWidth={1.75}
            type="linear"
          />
          <Scatter dataKey="gold" isAnimationActive={false} shape={<GoldDot />} />
          <Line
            connectNulls
            dataKey="opinion"
            dot={false}
            isAnimationActive={false}
            stroke="var(--data-2)"
            strokeDasharray="4 3"
            strokeWidth={1.25}
            type="linear"
          />
          <Line
            activeDot={{ r: 3.5, fill: 'var(--accent)', stroke: 'var(--surface)' }}
            dataKey="proxy"
            dot={false}
            isAnimationActive={false}
            stroke="var(--accent)"
            strokeWidth={2}
            type="linear"
          />
          {drawing.warning && <WarningMark {...drawing.warning} />}
          {drawing.ends.map((end) => (
            <EndWords key={end.label} {...end} />
          ))}
          <Tooltip content={<ChartTip />} cursor={{ stroke: 'var(--control)' }} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

function GoldDot({ cx, cy }: { cx?: number; cy?: number }) {
  return cx === undefined || cy === undefined || Number.isNaN(cy) ? null : (
    <circle className="fill-data" cx={cx} cy={cy} r="2.25" />
  );
}

/** Where the curve turns: its interval shaded, the estimate dashed, words at the foot. */
function PeakMark({ x, from, to, label }: NonNullable<OptimisationDrawing['peak']>) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const [at, left, right] = [places.x(x), places.x(from), places.x(to)];
  // To the right of the interval, unless that is where the chart ends.
  const turned = right + label.length * 5.6 > area.x + area.width;
  return (
    <g>
      <rect
        className="fill-zone"
        fillOpacity={0.8}
        height={area.height}
        width={Math.max(1, right - left)}
        x={left}
        y={area.y}
      />
      <line
        className="stroke-data"
        strokeDasharray="3 3"
        x1={at}
        x2={at}
        y1={area.y}
        y2={area.y + area.height}
      />
      <text
        className="label"
        textAnchor={turned ? 'end' : 'start'}
        x={turned ? left - 6 : right + 6}
        y={area.y + area.height - 8}
      >
        {label}
      </text>
    </g>
  );
}

/** The checkpoint at which the warning was given. */
function WarningMark({ x, label }: NonNullable<OptimisationDrawing['warning']>) {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  const at = places.x(x);
  return (
    <g data-testid="warning-mark">
      <line
        className="stroke-fail"
        strokeWidth="1.75"
        x1={at}
        x2={at}
        y1={area.y - 6}
        y2={area.y + area.height}
      />
      <path className="fill-fail" d={`M${at - 5} ${area.y - 5}h10l-5-9z`} />
      <text className="label-fail" textAnchor="end" x={at - 9} y={area.y - 6}>
        {label}
      </text>
    </g>
  );
}

const DOT = { ink: 'fill-data', accent: 'fill-accent', quiet: 'fill-data-2' };
const WORDS = { ink: 'label-strong', accent: 'label-accent', quiet: 'label' };

function EndWords({ x, y, labelY, label, tone }: OptimisationDrawing['ends'][number]) {
  const places = usePlaces();
  if (!places) return null;
  return (
    <g>
      <circle className={DOT[tone]} cx={places.x(x)} cy={places.y(y)} r="3.5" />
      <text className={WORDS[tone]} x={places.x(x) + 9} y={places.y(labelY) + 4}>
        {label}
      </text>
    </g>
  );
}
