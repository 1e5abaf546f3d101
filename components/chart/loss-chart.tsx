'use client';

import { Line } from 'recharts';
import type { LossDrawing } from '#lib/charts/prepare-training-curves';
import { endRoom } from './axis-style';
import { AheadMark, EndMark } from './chart-marks';
import { PlotFrame } from './plot-frame';

/** Training loss thin and grey, validation loss in the accent, the rest of the run shaded. Redraws as new points arrive. */
export function LossChart({ drawing, height = 180 }: { drawing: LossDrawing; height?: number }) {
  return (
    <PlotFrame
      data={drawing.points}
      drawing={drawing}
      height={height}
      margin={{
        top: 8,
        right: endRoom(Math.max(...drawing.ends.map((end) => end.x)), drawing.xDomain, 106),
      }}
    >
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
    </PlotFrame>
  );
}
