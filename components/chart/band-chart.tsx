'use client';

import { useId } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { BandDrawing } from '#lib/charts/band-drawing';
import { axisProps, endRoom, initialDimension, xAxisLook, yAxisLook } from './axis-style';
import { ChartFrame } from './chart-frame';
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
import { ChartTip } from './chart-tip';

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
    <ChartFrame alternative={drawing.alternative} height={height}>
      <ResponsiveContainer height="100%" initialDimension={initialDimension} width="100%">
        <ComposedChart
          data={drawing.points}
          margin={{
            top: drawing.flags.length > 0 ? 20 : 8,
            right: compact ? 16 : endRoom(drawing.end?.x, drawing.xDomain, 86),
            bottom: 0,
            left: 0,
          }}
          title={drawing.alternative.summary}
        >
          <HatchPattern id={hatch} />
          <CartesianGrid vertical={false} />
          <XAxis
            dataKey="x"
            {...axisProps(compact ? ends(drawing.xTicks) : drawing.xTicks, drawing.xDomain)}
            {...xAxisLook}
          />
          <YAxis
            {...axisProps(compact ? ends(drawing.yTicks) : drawing.yTicks, drawing.yDomain)}
            {...yAxisLook}
          />
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
          <Tooltip content={<ChartTip />} cursor={{ stroke: 'var(--control)' }} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

const ends = <Tick,>(ticks: Tick[]): Tick[] =>
  ticks.length > 2 ? [ticks[0]!, ticks[ticks.length - 1]!] : ticks;
