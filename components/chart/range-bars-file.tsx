import type { RangeDrawing } from '#lib/charts/prepare-range-bars';
import { escapedXml, themeColours } from './chart-file';

const WIDTH = 720;
const ROW = 48;
const TOP = 12;
const AXIS = 28;
/** Where the drawing begins and ends, between the names and the figures. */
const LEFT = 220;
const RIGHT = 560;

const COLOURS = [
  'surface',
  'ink',
  'ink-3',
  'line',
  'line-strong',
  'zone',
  'data',
  'data-2',
  'accent',
] as const;

/** The bars as an SVG that stands alone, in the reader's theme: on the page they are a table, so that every figure is text. */
export function rangeBarsSvg(near: HTMLElement, { rows, domain, ticks, zone }: RangeDrawing): string {
  const colour = themeColours(near, COLOURS);
  const height = TOP + rows.length * ROW + AXIS;
  const bottom = TOP + rows.length * ROW;
  const x = (value: number) =>
    Math.round(
      (LEFT + Math.min(1, Math.max(0, (value - domain[0]) / (domain[1] - domain[0]))) * (RIGHT - LEFT)) * 10,
    ) / 10;
  const rect = (from: number, to: number, top: number, tall: number, fill: string) =>
    `<rect x="${x(from)}" y="${top}" width="${Math.max(0, x(to) - x(from))}" height="${tall}" fill="${fill}"/>`;
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, wide: number) =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}" stroke-width="${wide}"/>`;
  const text = (at: number, y: number, words: string, fill: string, more = '') =>
    `<text x="${at}" y="${y}" fill="${fill}" ${more}>${escapedXml(words)}</text>`;
  const mark = (row: RangeDrawing['rows'][number], middle: number): string[] => {
    const { role, value, interval, missing } = row;
    if (value === null) return [text(LEFT + 4, middle + 4, missing ?? 'not measured', colour['ink-3'])];
    if (role === 'ceiling')
      return [
        interval ? rect(interval[0], interval[1], middle - 9, 18, colour['line-strong']) : '',
        line(x(value), middle - 9, x(value), middle + 9, colour.data, 2),
      ];
    const main = role === 'baseline' ? colour['data-2'] : colour.accent;
    const ends = interval?.map(x) ?? [];
    return [
      ...(ends.length ? [line(ends[0]!, middle, ends[1]!, middle, main, 2)] : []),
      ...ends.map((at) => line(at, middle - 5, at, middle + 5, main, 2)),
      `<circle cx="${x(value)}" cy="${middle}" r="5" fill="${role === 'part' ? colour.surface : main}" stroke="${main}" stroke-width="2"/>`,
    ];
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${escapedXml(getComputedStyle(near).fontFamily)}" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="${colour.surface}"/>`,
    zone ? rect(zone[0], zone[1], TOP, bottom - TOP, colour.zone) : '',
    ...ticks.flatMap(({ at, label }) => [
      line(x(at), TOP, x(at), bottom, colour.line, 1),
      text(x(at), bottom + 18, label, colour['ink-3'], 'text-anchor="middle"'),
    ]),
    line(LEFT, bottom, RIGHT, bottom, colour['line-strong'], 1),
    ...rows.flatMap((row, at) => {
      const middle = TOP + at * ROW + ROW / 2;
      return [
        text(LEFT - 12, middle + (row.note ? -2 : 4), row.name, colour.ink, 'text-anchor="end"'),
        row.note
          ? text(LEFT - 12, middle + 13, row.note, colour['ink-3'], 'text-anchor="end" font-size="11"')
          : '',
        ...mark(row, middle),
        text(RIGHT + 52, middle + 4, row.valueText, colour.ink, 'text-anchor="end" font-weight="600"'),
        text(RIGHT + 62, middle + 4, row.intervalText, colour['ink-3']),
      ];
    }),
    '</svg>',
  ].join('\n');
}
