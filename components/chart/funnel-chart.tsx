'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { FunnelDrawing } from '#lib/charts/prepare-funnel';
import { axisProps, initialDimension, xAxisLook, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
import { ReferenceMark, usePlaces } from './chart-marks';
import { ChartTip } from './chart-tip';

/** Rates over the labels they rest on, within limits that chance alone stays in. */
export function FunnelChart({ drawing, height = 200 }: { drawing: FunnelDrawing; height?: number }) {
  return (
    <ChartFrame alternative={drawing.alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <ComposedChart
          data={drawing.limits}
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          title={drawing.alternative.summary}
        >
          <CartesianGrid vertical={false} />
          <XAxis dataKey="x" {...axisProps(drawing.xTicks, drawing.xDomain)} {...xAxisLook} />
          <YAxis {...axisProps(drawing.yTicks, drawing.yDomain)} {...yAxisLook} />
          {(['outer', 'inner'] as const).map((band) => (
            <Area
              activeDot={false}
              className="fill-band"
              dataKey={band}
              fill="var(--band)"
              fillOpacity={0.55}
              isAnimationActive={false}
              key={band}
              stroke="none"
              tooltipType="none"
              type="linear"
              // Below the names and the centre, which are drawn in the middle layer.
              zIndex={-50}
            />
          ))}
          <ReferenceMark label="" y={drawing.centre} />
          <Scatter
            data={drawing.points}
            dataKey="y"
            isAnimationActive={false}
            shape={({
              cx,
              cy,
              payload,
            }: {
              cx?: number;
              cy?: number;
              payload?: FunnelDrawing['points'][number];
            }) => (
              <circle
                className={
                  payload?.tone === 'plain'
                    ? 'fill-data'
                    : payload?.tone === 'flagged'
                      ? 'fill-fail'
                      : 'fill-accent'
                }
                cx={cx}
                cy={cy}
                fillOpacity={payload?.tone === 'plain' ? 0.8 : 1}
                r={payload?.tone === 'plain' ? 3 : 4.5}
                stroke="var(--surface)"
              />
            )}
          />
          <Names drawing={drawing} />
          <Tooltip content={<ChartTip />} isAnimationActive={false} shared={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

function Names({ drawing }: { drawing: FunnelDrawing }) {
  const places = usePlaces();
  if (!places) return null;
  const right = places.area.x + places.area.width;
  return (
    <g>
      {drawing.points
        .filter((point) => point.named)
        .map((point) => {
          const x = places.x(point.x);
          const fits = x + 8 + point.name.length * 6.2 < right;
          return (
            <text
              className="label"
              key={point.name}
              textAnchor={fits ? 'start' : 'end'}
              x={fits ? x + 8 : x - 8}
              y={places.y(point.y) + 4}
            >
              {point.name}
            </text>
          );
        })}
    </g>
  );
}
