import {
  CELL_COUNT,
  CELL_HATCHED,
  CELL_NONE,
  CELL_SELF,
  HEAT_STEPS,
  type HeatDrawing,
  heatCell,
} from '#lib/charts/prepare-heat-map';
import { themeColours } from './chart-file';

/** Where things stand: a gutter of names, then square cells. */
export interface HeatLayout {
  gutter: number;
  top: number;
  cell: number;
  width: number;
  height: number;
}

const LARGEST_CELL = 44;
const SMALLEST_CELL = 3;
/** Below these a cell has no room for its number, and a row none for its name. */
const NUMBER_FROM = 20;
const NAME_FROM = 11;

/** As large as the place allows; three pixels a cell at least, then it scrolls. */
export function heatLayout(size: number, available: number): HeatLayout {
  const wide = available > 560;
  const named = (available - (wide ? 150 : 96)) / size >= NAME_FROM;
  const gutter = named ? (wide ? 150 : 96) : 6;
  const cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, Math.floor((available - gutter) / size)));
  const top = cell >= NUMBER_FROM ? 20 : 2;
  return { gutter, top, cell, width: gutter + cell * size, height: top + cell * size };
}

/** Row and column under a point; null outside the cells. */
export function cellAt(layout: HeatLayout, size: number, x: number, y: number): [number, number] | null {
  const column = Math.floor((x - layout.gutter) / layout.cell);
  const row = Math.floor((y - layout.top) / layout.cell);
  return row >= 0 && row < size && column >= 0 && column < size ? [row, column] : null;
}

/** The value of each token as the browser resolves it now, in the reader's theme. */
export function heatColours(near: HTMLElement): Record<string, string> {
  const names = ['surface', 'sunken', 'line', 'ink', 'ink-2', 'ink-3', 'seq-low-ink', 'seq-high-ink'];
  for (let step = 1; step <= HEAT_STEPS; step++) names.push(`seq-${step}`);
  return themeColours(near, names);
}

/** The colour of a kind of cell; null for hatching. */
export function cellColour(code: number, colour: Record<string, string>): string | null {
  if (code === CELL_HATCHED) return null;
  if (code === CELL_SELF) return colour.sunken!;
  return code >= 1 && code <= HEAT_STEPS ? colour[`seq-${code}`]! : colour.surface!;
}

/** Space between cells, where they are large enough to have some. */
export const cellGap = ({ cell }: HeatLayout): number => (cell >= 8 ? 1 : 0);

/** Draws the whole map, once per size and theme. */
export function drawHeatMap(canvas: HTMLCanvasElement, drawing: HeatDrawing, layout: HeatLayout): void {
  const context = canvas.getContext('2d');
  if (!context || !canvas.parentElement) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(layout.width * scale);
  canvas.height = Math.round(layout.height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const colour = heatColours(canvas.parentElement);
  drawCells(context, drawing, layout, colour, scale);
  context.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  context.textBaseline = 'middle';
  for (const { text, x, y, align, tone, room } of heatTexts(
    drawing,
    layout,
    (words) => context.measureText(words).width,
  )) {
    context.textAlign = align;
    context.fillStyle = colour[tone]!;
    context.fillText(text, x, y, room);
  }
}

/**
 * Every cell is one pixel of a small picture that is then enlarged: 90,000 cells cost as much as one. Hatching shows
 * through where the picture is open.
 */
function drawCells(
  context: CanvasRenderingContext2D,
  { size, cells }: HeatDrawing,
  layout: HeatLayout,
  colour: Record<string, string>,
  scale: number,
): void {
  const { gutter, top, cell } = layout;
  const side = size * cell;
  const small = document.createElement('canvas');
  small.width = size;
  small.height = size;
  const picture = small.getContext('2d');
  if (!picture || size === 0) return;
  const palette = pixels(colour);
  const image = picture.createImageData(size, size);
  const drawn = new Uint32Array(image.data.buffer);
  for (let at = 0; at < drawn.length; at++) drawn[at] = palette[cells[at]!]!;
  picture.putImageData(image, 0, 0);
  const hatch = hatching(colour.line!, scale);
  if (hatch) {
    context.fillStyle = hatch;
    context.fillRect(gutter, top, side, side);
  }
  context.imageSmoothingEnabled = false;
  context.drawImage(small, gutter, top, side, side);
  const gap = cellGap(layout);
  if (!gap) return;
  context.fillStyle = colour.surface!;
  for (let line = 1; line <= size; line++) {
    context.fillRect(gutter + line * cell - gap, top, gap, side);
    context.fillRect(gutter, top + line * cell - gap, side, gap);
  }
}

const KINDS = 16;

/** The colour of each kind of cell as a pixel, read from the browser, which knows every way to write a colour. */
function pixels(colour: Record<string, string>): Uint32Array {
  const row = document.createElement('canvas');
  row.width = KINDS;
  row.height = 1;
  const context = row.getContext('2d', { willReadFrequently: true })!;
  for (let code = 0; code < KINDS; code++) {
    const fill = cellColour(code, colour);
    if (!fill) continue;
    context.fillStyle = fill;
    context.fillRect(code, 0, 1, 1);
  }
  return new Uint32Array(context.getImageData(0, 0, KINDS, 1).data.buffer);
}

export interface HeatText {
  text: string;
  x: number;
  y: number;
  align: 'center' | 'right';
  /** The token of its colour. */
  tone: string;
  /** Widest it may be. */
  room?: number;
}

/** The words on the map, where they have room: the number of each cell, who a column is, who a row is. */
export function* heatTexts(
  drawing: HeatDrawing,
  { gutter, top, cell }: HeatLayout,
  width: (text: string) => number,
): Generator<HeatText> {
  const { size, cells, names } = drawing;
  const middle = (at: number) => (at + 0.5) * cell;
  for (let row = 0; row < size; row++) {
    if (gutter > 20) {
      const text = shortened(names[row]!.name, gutter - 10, width);
      yield { text, x: gutter - 7, y: top + middle(row), align: 'right', tone: 'ink-2' };
    }
    if (cell < NUMBER_FROM) continue;
    yield { text: names[row]!.short, x: gutter + middle(row), y: top - 9, align: 'center', tone: 'ink-2' };
    for (let column = 0; column < size; column++) {
      const code = cells[row * size + column]!;
      if (code === CELL_NONE || code === CELL_HATCHED || code === CELL_SELF) continue;
      const { text } = heatCell(drawing, row, column);
      const tone = code === CELL_COUNT ? 'ink-3' : code >= 5 ? 'seq-high-ink' : 'seq-low-ink';
      yield {
        text,
        x: gutter + middle(column) - 0.5,
        y: top + middle(row),
        align: 'center',
        tone,
        room: cell - 2,
      };
    }
  }
}

function shortened(name: string, room: number, width: (text: string) => number): string {
  let shown = name;
  while (shown.length > 2 && width(shown) > room) shown = `${shown.slice(0, -2).trimEnd()}…`;
  return shown;
}

function hatching(colour: string, scale: number): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = Math.round(5 * scale);
  tile.height = tile.width;
  const context = tile.getContext('2d');
  if (!context) return null;
  context.strokeStyle = colour;
  context.lineWidth = scale;
  context.beginPath();
  const end = tile.width;
  for (const from of [-end, 0, end]) {
    context.moveTo(from, end);
    context.lineTo(from + end, 0);
  }
  context.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern;
}
