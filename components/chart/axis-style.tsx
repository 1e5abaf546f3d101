import type { AxisTick } from '#lib/charts/chart-alternative';

/** Axis settings that follow from prepared ticks: their places, and their words instead of the library's numbers. */
export function axisProps(ticks: AxisTick[], domain: [number, number]) {
  const words = new Map(ticks.map((tick) => [tick.at, tick.label]));
  return {
    type: 'number' as const,
    domain,
    ticks: ticks.map((tick) => tick.at),
    tickFormatter: (at: number) => words.get(at) ?? '',
    allowDataOverflow: true,
    interval: 0,
    tickMargin: 6,
  };
}

export const xAxisLook = { tickSize: 4, height: 24, tick: { fontSize: 11 } };
export const yAxisLook = { tickLine: false, axisLine: false, width: 40, tick: { fontSize: 11 } };

/** Before the browser has measured the place: wide enough that nothing is laid out at zero. */
export const initialDimension = { width: 640, height: 240 };
