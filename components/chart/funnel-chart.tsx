'use client';

import { Area } from 'recharts';
import type { FunnelDrawing } from '#lib/charts/prepare-funnel';
import { ReferenceMark, usePlaces } from './chart-marks';
import { PlotFrame } from './plot-frame';

/** Rates over the labels they rest on, within limits that chance alone stays in. */
export function FunnelChart({ drawing, height = 200 }: { drawing: FunnelDrawing; height?: number }) {
  return (
    <PlotFrame
      data={drawing.limits}
      drawing={drawing}
      height={height}
      margin={{ top: 8, right: 16 }}
      tip={{ shared: false }}
    >
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
      <Points drawing={drawing} />
      <Names drawing={drawing} />
    </PlotFrame>
  );
}

const LOOK = { plain: 'fill-data', flagged: 'fill-fail', current: 'fill-accent' } as const;

/** Plain circles, each with its words as the browser's own tip: 300 of them, four times a page, must cost nothing. */
function Points({ drawing }: { drawing: FunnelDrawing }) {
  const places = usePlaces();
  if (!places) return null;
  return (
    <g>
      {drawing.points.map((point) => (
        <circle
          className={LOOK[point.tone]}
          cx={places.x(point.x)}
          cy={places.y(point.y)}
          fillOpacity={point.tone === 'plain' ? 0.8 : 1}
          key={point.name}
          r={point.tone === 'plain' ? 3 : 4.5}
          stroke="var(--surface)"
        >
          <title>{point.tip.join(', ')}</title>
        </circle>
      ))}
    </g>
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
