import {
  CELL_COUNT,
  CELL_HATCHED,
  CELL_NONE,
  CELL_SELF,
  HEAT_STEPS,
  type HeatDrawing,
  heatCell,
} from '#lib/charts/prepare-heat-map';

/** Where things stand: a gutter of names, then square cells. */
export interface HeatLayout {
  gutter: number;
  top: number;
  cell: number;
  width: number;
  height: number;
}

const LARGEST_CELL = 34;
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
function colours(near: HTMLElement): Record<string, string> {
  const probe = near.ownerDocument.createElement('span');
  near.append(probe);
  const names = ['surface', 'sunken', 'line', 'ink', 'ink-2', 'ink-3', 'seq-low-ink', 'seq-high-ink'];
  for (let step = 1; step <= HEAT_STEPS; step++) names.push(`seq-${step}`);
  const found = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return found;
}

/** Draws the whole map: a few ten thousand rectangles, once per size and theme. */
export function drawHeatMap(canvas: HTMLCanvasElement, drawing: HeatDrawing, layout: HeatLayout): void {
  const context = canvas.getContext('2d');
  if (!context || !canvas.parentElement) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(layout.width * scale);
  canvas.height = Math.round(layout.height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const colour = colours(canvas.parentElement);
  const { size, cells } = drawing;
  const { gutter, top, cell } = layout;
  const gap = cell >= 8 ? 1 : 0;
  const hatch = hatching(colour.line!, scale);
  context.clearRect(0, 0, layout.width, layout.height);
  const fills = new Map<number, string | CanvasPattern>([[CELL_SELF, colour.sunken!]]);
  if (hatch) fills.set(CELL_HATCHED, hatch);
  for (let step = 1; step <= HEAT_STEPS; step++) fills.set(step, colour[`seq-${step}`]!);
  // One colour at a time: changing it is what costs.
  for (const [code, fill] of fills) {
    context.fillStyle = fill;
    for (let at = 0; at < cells.length; at++) {
      if (cells[at] !== code) continue;
      const row = Math.floor(at / size);
      context.fillRect(gutter + (at - row * size) * cell, top + row * cell, cell - gap, cell - gap);
    }
  }
  context.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  context.textBaseline = 'middle';
  if (cell >= NUMBER_FROM) numbers(context, drawing, layout, colour);
  if (gutter > 20) names(context, drawing, layout, colour);
}

function numbers(
  context: CanvasRenderingContext2D,
  drawing: HeatDrawing,
  { gutter, top, cell }: HeatLayout,
  colour: Record<string, string>,
): void {
  context.textAlign = 'center';
  for (let row = 0; row < drawing.size; row++) {
    context.fillStyle = colour['ink-2']!;
    context.fillText(drawing.names[row]!.short, gutter + (row + 0.5) * cell, top - 9);
    for (let column = 0; column < drawing.size; column++) {
      const code = drawing.cells[row * drawing.size + column]!;
      if (code === CELL_NONE || code === CELL_HATCHED || code === CELL_SELF) continue;
      const { text } = heatCell(drawing, row, column);
      context.fillStyle =
        code === CELL_COUNT ? colour['ink-3']! : code >= 5 ? colour['seq-high-ink']! : colour['seq-low-ink']!;
      context.fillText(text, gutter + (column + 0.5) * cell - 0.5, top + (row + 0.5) * cell, cell - 2);
    }
  }
}

function names(
  context: CanvasRenderingContext2D,
  drawing: HeatDrawing,
  { gutter, top, cell }: HeatLayout,
  colour: Record<string, string>,
): void {
  context.textAlign = 'right';
  context.fillStyle = colour['ink-2']!;
  drawing.names.forEach(({ name }, row) => {
    let shown = name;
    while (shown.length > 2 && context.measureText(shown).width > gutter - 10)
      shown = `${shown.slice(0, -2).trimEnd()}…`;
    context.fillText(shown, gutter - 7, top + (row + 0.5) * cell);
  });
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
