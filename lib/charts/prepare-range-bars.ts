import { numberAxis } from './axis-ticks';
import type { AxisTick } from './chart-alternative';
import { axisFigure, type FigureKind, formatFigure, formatInterval } from './format-figure';

export interface RangeRow {
  name: string;
  /** Under the name: on which pairs. */
  note?: string;
  /** The model under study, a part of it, what a simple rule reaches, or the range that people reach. */
  role: 'model' | 'part' | 'baseline' | 'ceiling';
  value: number | null;
  interval: readonly [number, number] | null;
  /** Why there is no value. */
  missing?: string;
}

export interface RangeDrawing {
  rows: (RangeRow & { valueText: string; intervalText: string })[];
  domain: [number, number];
  ticks: AxisTick[];
  /** The ceiling's range, shaded behind all rows; null when people's agreement is not known. */
  zone: readonly [number, number] | null;
}

/** Model, baseline and human ceiling on one scale. The ceiling is a range and is drawn as one. Null when no row has a value. */
export function prepareRangeBars(
  rows: RangeRow[],
  kind: FigureKind = 'percent',
  bounds: readonly [number, number] = [0, 1],
  digits?: number,
): RangeDrawing | null {
  const figures = rows.flatMap((row) => [
    ...(row.value === null ? [] : [row.value]),
    ...(row.interval ?? []),
  ]);
  if (figures.length === 0) return null;
  const axis = numberAxis(
    Math.min(...figures),
    Math.max(...figures),
    (value, digits) => axisFigure(value, kind, digits),
    { count: 5, bounds },
  );
  return {
    rows: rows.map((row) => ({
      ...row,
      valueText: formatFigure(row.value, kind, digits),
      intervalText: formatInterval(row.interval, kind, digits),
    })),
    domain: axis.domain,
    ticks: axis.ticks,
    zone: rows.find((row) => row.role === 'ceiling')?.interval ?? null,
  };
}
