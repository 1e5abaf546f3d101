'use client';

import {
  Bar,
  CartesianGrid,
  BarChart as RechartsBarChart,
  Rectangle,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { BarDrawing } from '#lib/charts/prepare-labels-per-day';
import { cx } from '../ui/cx';
import { axisProps, initialDimension, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
import { ChartTip } from './chart-tip';

/** Counts as bars. Small ones carry only the words under their ends; today is outlined, because it is not over. */
export function BarChart({
  drawing,
  height = 96,
  axis = false,
}: {
  drawing: BarDrawing;
  height?: number;
  axis?: boolean;
}) {
  return (
    <ChartFrame alternative={drawing.alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <RechartsBarChart
          barCategoryGap="22%"
          data={drawing.bars}
          margin={{ top: 6, right: 2, bottom: 0, left: 0 }}
          title={drawing.alternative.summary}
        >
          {axis && <CartesianGrid vertical={false} />}
          <XAxis
            axisLine={{ stroke: 'var(--line-strong)' }}
            dataKey="label"
            height={4}
            tick={false}
            tickLine={false}
          />
          <YAxis
            {...axisProps(drawing.yTicks, drawing.yDomain)}
            {...yAxisLook}
            hide={!axis}
            width={axis ? 34 : 0}
          />
          <Bar
            dataKey="count"
            isAnimationActive={false}
            maxBarSize={36}
            shape={({ x, y, width, height: tall, payload }: BarShape) =>
              payload?.partial ? (
                <Rectangle
                  fill="none"
                  height={tall}
                  stroke="var(--data-2)"
                  strokeDasharray="2 2"
                  width={width}
                  x={x}
                  y={y}
                />
              ) : (
                <Rectangle fill="var(--data-2)" height={tall} width={width} x={x} y={y} />
              )
            }
          />
          <Tooltip content={<ChartTip />} cursor={{ fill: 'var(--hover)' }} isAnimationActive={false} />
        </RechartsBarChart>
      </ResponsiveContainer>
      <p
        aria-hidden="true"
        className={cx('-mt-0.5 flex justify-between text-ink-3 text-micro', axis && 'pl-9')}
      >
        <span>{drawing.first}</span>
        <span>{drawing.last}</span>
      </p>
    </ChartFrame>
  );
}

interface BarShape {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  payload?: { partial?: boolean };
}
