'use client';

import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { LossDrawing } from '#lib/charts/prepare-training-curves';
import { axisProps, endRoom, initialDimension, xAxisLook, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
import { AheadMark, EndMark } from './chart-marks';
import { ChartTip } from './chart-tip';

/** Training loss thin and grey, validation loss in the accent, the rest of the run shaded. Redraws as new points arrive. */
export function LossChart({ drawing, height = 180 }: { drawing: LossDrawing; height?: number }) {
  return (
    <ChartFrame alternative={drawing.alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <ComposedChart
          data={drawing.points}
          margin={{
            top: 8,
            right: endRoom(Math.max(...drawing.ends.map((end) => end.x)), drawing.xDomain, 106),
            bottom: 0,
            left: 0,
          }}
          title={drawing.alternative.summary}
        >
          <CartesianGrid vertical={false} />
          <XAxis dataKey="x" {...axisProps(drawing.xTicks, drawing.xDomain)} {...xAxisLook} />
          <YAxis {...axisProps(drawing.yTicks, drawing.yDomain)} {...yAxisLook} />
          {drawing.ahead && <AheadMark {...drawing.ahead} />}
          <Line
            activeDot={false}
            connectNulls
            dataKey="training"
            dot={false}
            isAnimationActive={false}
            stroke="var(--data-2)"
            strokeWidth={1.25}
            type="linear"
          />
          <Line
            activeDot={{ r: 3, stroke: 'var(--surface)' }}
            connectNulls
            dataKey="validation"
            dot={false}
            isAnimationActive={false}
            stroke="var(--accent)"
            strokeWidth={2}
            type="linear"
          />
          {drawing.ends.map((end) => (
            <EndMark
              accent={end.tone === 'accent'}
              key={end.label}
              labelY={end.labelY}
              strong={end.label}
              x={end.x}
              y={end.y}
            />
          ))}
          <Tooltip content={<ChartTip />} cursor={{ stroke: 'var(--control)' }} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
