'use client';

import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { LossDrawing } from '#lib/charts/prepare-training-curves';
import { axisProps, initialDimension, xAxisLook, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
import { AheadMark, EndMark } from './chart-marks';
import { ChartTip } from './chart-tip';

/** Training loss thin and grey, validation loss in the accent, the rest of the run shaded. Redraws as new points arrive. */
export function LossChart({ drawing, height = 180 }: { drawing: LossDrawing; height?: number }) {
  const [first, second] = drawing.ends;
  const span = drawing.yDomain[1] - drawing.yDomain[0];
  // Two ends closer than a line of text are moved apart, the higher one up.
  const near = first && second && Math.abs(first.y - second.y) < (span / height) * 18;
  return (
    <ChartFrame alternative={drawing.alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <ComposedChart
          data={drawing.points}
          margin={{ top: 8, right: drawing.ahead ? 24 : 104, bottom: 0, left: 0 }}
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
          {drawing.ends.map((end, at) => (
            <EndMark
              accent={end.tone === 'accent'}
              key={end.label}
              strong={end.label}
              x={end.x}
              y={
                near
                  ? end.y +
                    ((end.y >= Math.max(first.y, second.y) && at === 0) || end.y > Math.min(first.y, second.y)
                      ? 1
                      : -1) *
                      (span / height) *
                      8
                  : end.y
              }
            />
          ))}
          <Tooltip content={<ChartTip />} cursor={{ stroke: 'var(--control)' }} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
