'use client';

import type { ComponentProps, ReactNode } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { AxisTick, ChartAlternative } from '#lib/charts/chart-alternative';
import { axisProps, initialDimension, xAxisLook, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
import { ChartTip } from './chart-tip';

interface PlotFrameProps {
  drawing: {
    alternative: ChartAlternative;
    xTicks: AxisTick[];
    xDomain: [number, number];
    yTicks: AxisTick[];
    yDomain: [number, number];
  };
  height: number;
  data: object[];
  /** Only the ends of both axes are said. */
  sparse?: boolean;
  margin: { top: number; right: number; bottom?: number };
  yWidth?: number;
  tip?: Partial<ComponentProps<typeof Tooltip>>;
  children: ReactNode;
}

/** What every plot over two axes of numbers shares: its frame, its grid, its axes and its tip. */
export function PlotFrame({
  drawing,
  height,
  data,
  sparse = false,
  margin,
  yWidth = yAxisLook.width,
  tip = { cursor: { stroke: 'var(--control)' } },
  children,
}: PlotFrameProps) {
  const { alternative, xTicks, xDomain, yTicks, yDomain } = drawing;
  const said = (ticks: AxisTick[]) => (sparse ? ends(ticks) : ticks);
  return (
    <ChartFrame alternative={alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <ComposedChart data={data} margin={{ bottom: 0, left: 0, ...margin }} title={alternative.summary}>
          <CartesianGrid vertical={false} />
          <XAxis dataKey="x" {...axisProps(said(xTicks), xDomain)} {...xAxisLook} />
          <YAxis {...axisProps(said(yTicks), yDomain)} {...yAxisLook} width={yWidth} />
          {children}
          <Tooltip content={<ChartTip />} isAnimationActive={false} {...tip} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

const ends = <Tick,>(ticks: Tick[]): Tick[] =>
  ticks.length > 2 ? [ticks[0]!, ticks[ticks.length - 1]!] : ticks;
