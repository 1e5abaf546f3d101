'use client';

import { Scatter } from 'recharts';
import type { CalibrationDrawing } from '#lib/charts/prepare-calibration';
import { LonePoint, usePlaces } from './chart-marks';
import { PlotFrame } from './plot-frame';

/** Observed share over stated confidence, each point with its vertical interval, against the diagonal of perfect honesty. */
export function CalibrationChart({
  drawing,
  height = 240,
}: {
  drawing: CalibrationDrawing;
  height?: number;
}) {
  return (
    <PlotFrame
      data={drawing.points}
      drawing={drawing}
      height={height}
      margin={{ top: 8, right: 18, bottom: 14 }}
    >
      <Diagonal />
      <Scatter dataKey="y" isAnimationActive={false} shape={() => <g />} />
      {drawing.points.map((point) => (
        <LonePoint band={point.interval} key={point.x} value={point.y} x={point.x} />
      ))}
    </PlotFrame>
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
