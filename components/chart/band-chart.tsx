'use client';

import { useId } from 'react';
import { Area, Line } from 'recharts';
import type { BandDrawing } from '#lib/charts/band-drawing';
import { endRoom } from './axis-style';
import {
  AheadMark,
  AlarmMark,
  EndMark,
  FlagMark,
  GapMark,
  HatchPattern,
  LonePoint,
  ReferenceMark,
  WordsMark,
} from './chart-marks';
import { PlotFrame } from './plot-frame';

interface BandChartProps {
  drawing: BandDrawing;
  height?: number;
  /** In a row of small figures: the number stands above, so the drawing keeps only its form and the ends of its axis. */
  compact?: boolean;
}

/** A line over its 95 % band, gaps left open: agreement over time, accuracy by epoch. */
export function BandChart({ drawing, height = 240, compact = false }: BandChartProps) {
  const hatch = `hatch-${useId().replace(/\W/g, '')}`;
  const accent = drawing.tone === 'accent';
  return (
    <PlotFrame
      data={drawing.points}
      drawing={drawing}
      height={height}
      margin={{
        top: drawing.flags.length > 0 ? 20 : 8,
        right: compact ? 16 : endRoom(drawing.end?.x, drawing.xDomain, 86),
      }}
      sparse={compact}
    >
      <HatchPattern id={hatch} />
      {drawing.ahead && <AheadMark {...drawing.ahead} />}
      {drawing.gaps.map((gap) => (
        <GapMark key={gap.from} pattern={hatch} {...gap} label={compact ? '' : gap.label} />
      ))}
      <Area
        activeDot={false}
        className="fill-band"
        connectNulls={false}
        dataKey="band"
        fill="var(--band)"
        fillOpacity={1}
        isAnimationActive={false}
        stroke="none"
        type="linear"
        // Below the threshold, flags and gaps, which are drawn in the middle layer.
        zIndex={-50}
      />
      {drawing.flags.map((flag) => (
        <FlagMark key={flag.x + flag.label} {...flag} />
      ))}
      {drawing.reference && (
        <ReferenceMark
          label={compact ? '' : drawing.reference.label}
          y={drawing.reference.y}
          beside={
            drawing.end !== null &&
            !drawing.ahead &&
            Math.abs(drawing.end.y - drawing.reference.y) * height >
              24 * (drawing.yDomain[1] - drawing.yDomain[0])
          }
        />
      )}
      <Line
        activeDot={{ r: 3.5, fill: accent ? 'var(--accent)' : 'var(--data)', stroke: 'var(--surface)' }}
        connectNulls={false}
        dataKey="value"
        dot={false}
        isAnimationActive={false}
        stroke={accent ? 'var(--accent)' : 'var(--data)'}
        strokeWidth={1.75}
        type="linear"
      />
      {drawing.secondEnd && (
        <Line
          activeDot={false}
          dataKey="second"
          dot={false}
          isAnimationActive={false}
          stroke="var(--data-2)"
          strokeDasharray="4 3"
          strokeWidth={1.75}
          type="linear"
        />
      )}
      {drawing.points.map((point) =>
        point.lone && point.value !== null ? (
          <LonePoint accent={accent} band={point.band} key={point.x} value={point.value} x={point.x} />
        ) : null,
      )}
      {drawing.alarms.map((alarm) => (
        <AlarmMark key={alarm.x + alarm.label} {...alarm} />
      ))}
      {drawing.end && (
        <EndMark
          accent={accent}
          {...drawing.end}
          soft={compact ? '' : drawing.end.soft}
          strong={compact ? '' : drawing.end.strong}
        />
      )}
      {drawing.secondEnd && <WordsMark {...drawing.secondEnd} />}
    </PlotFrame>
  );
}
