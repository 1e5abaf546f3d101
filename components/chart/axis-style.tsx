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
    interval: 'preserveStartEnd' as const,
    tickMargin: 6,
  };
}

export const xAxisLook = { tickSize: 4, height: 24, tick: { fontSize: 11 } };
export const yAxisLook = { tickLine: false, axisLine: false, width: 46, tick: { fontSize: 11 } };

/** Before the browser has measured the place: wide enough that nothing is laid out at zero. */
export const initialDimension = { width: 640, height: 240 };

/** Room at the right for words at the end of a line: none where the run still has a third to go, because they fit in there. */
export function endRoom(
  at: number | undefined,
  [from, to]: readonly [number, number],
  needed: number,
): number {
  return at !== undefined && (to - at) / (to - from) < 0.35 ? needed : 16;
}
