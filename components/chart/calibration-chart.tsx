'use client';

import { CartesianGrid, ComposedChart, ResponsiveContainer, Scatter, Tooltip, XAxis, YAxis } from 'recharts';
import type { CalibrationDrawing } from '#lib/charts/prepare-calibration';
import { axisProps, initialDimension, xAxisLook, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
import { LonePoint, usePlaces } from './chart-marks';
import { ChartTip } from './chart-tip';

/** Observed share over stated confidence, each point with its vertical interval, against the diagonal of perfect honesty. */
export function CalibrationChart({
  drawing,
  height = 240,
}: {
  drawing: CalibrationDrawing;
  height?: number;
}) {
  return (
    <ChartFrame alternative={drawing.alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <ComposedChart
          data={drawing.points}
          margin={{ top: 8, right: 18, bottom: 14, left: 0 }}
          title={drawing.alternative.summary}
        >
          <CartesianGrid vertical={false} />
          <XAxis dataKey="x" {...axisProps(drawing.xTicks, drawing.xDomain)} {...xAxisLook} />
          <YAxis {...axisProps(drawing.yTicks, drawing.yDomain)} {...yAxisLook} />
          <Diagonal />
          <Scatter dataKey="y" isAnimationActive={false} shape={() => <g />} />
          {drawing.points.map((point) => (
            <LonePoint band={point.interval} key={point.x} value={point.y} x={point.x} />
          ))}
          <Tooltip content={<ChartTip />} cursor={{ stroke: 'var(--control)' }} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

function Diagonal() {
  const places = usePlaces();
  if (!places) return null;
  const { area } = places;
  return (
    <g>
      <svg height={area.height} overflow="hidden" width={area.width} x={area.x} y={area.y}>
        <title>Diagonal: confidence equals the observed share</title>
        <line
          className="stroke-data-2"
          strokeDasharray="4 3"
          x1={places.x(0) - area.x}
          x2={places.x(1) - area.x}
          y1={places.y(0) - area.y}
          y2={places.y(1) - area.y}
        />
      </svg>
      <text x={area.x + 4} y={area.y + 10}>
        observed
      </text>
      <text textAnchor="end" x={area.x + area.width} y={area.y + area.height + 34}>
        stated confidence
      </text>
    </g>
  );
}
