'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { HEAT_STEPS, type HeatDrawing, heatCell } from '#lib/charts/prepare-heat-map';
import { ExportChart } from './export-chart';
import { cellAt, drawHeatMap, type HeatLayout, heatLayout } from './heat-map-canvas';
import { heatMapSvg } from './heat-map-file';

const STEPS = Array.from({ length: HEAT_STEPS }, (_, k) => k + 1);

interface HeatMapProps {
  drawing: HeatDrawing;
  /** What is shown, for who does not see it; the same figures must stand in a table beside it. */
  label: string;
  /** File name of the saved picture, without its ending. */
  fileName: string;
  /** A press on a cell, or Enter: the two people, by their rows. */
  onOpen: (row: number, column: number) => void;
}

type Cell = [row: number, column: number];

/**
 * Agreement by pair: value above the diagonal, shared comparisons below it, hatched where there are too few. Drawn on a
 * canvas, so that 300 people are one picture and not 90,000 elements; arrow keys walk it, and what a cell says is read out.
 */
export function HeatMap({ drawing, label, fileName, onOpen }: HeatMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const help = useId();
  const [layout, setLayout] = useState<HeatLayout | null>(null);
  const [hovered, setHovered] = useState<Cell | null>(null);
  const [focused, setFocused] = useState<Cell | null>(null);
  const { size } = drawing;

  useEffect(() => {
    const place = frame.current!;
    const measure = () => setLayout(heatLayout(size, place.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    return () => observer.disconnect();
  }, [size]);

  useEffect(() => {
    if (!layout) return;
    const draw = () => drawHeatMap(canvas.current!, drawing, layout);
    draw();
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', draw);
    return () => {
      theme.disconnect();
      system.removeEventListener('change', draw);
    };
  }, [drawing, layout]);

  const under = (event: PointerEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    return layout && cellAt(layout, size, event.clientX - box.left, event.clientY - box.top);
  };
  const walk = (event: KeyboardEvent) => {
    const [row, column] = focused ?? [0, Math.min(1, size - 1)];
    const far = event.ctrlKey || event.metaKey ? size : 1;
    const step: Record<string, Cell> = {
      ArrowUp: [row - far, column],
      ArrowDown: [row + far, column],
      ArrowLeft: [row, column - far],
      ArrowRight: [row, column + far],
      Home: [row, 0],
      End: [row, size - 1],
    };
    const next = step[event.key];
    const inside = (at: number) => Math.min(size - 1, Math.max(0, at));
    if (next) setFocused([inside(next[0]), inside(next[1])]);
    else if (event.key === 'Enter' && row !== column) onOpen(row, column);
    else return;
    event.preventDefault();
  };
  const marked = hovered ?? focused;
  const cell = marked && heatCell(drawing, marked[0], marked[1]);

  return (
    <figure className="min-w-0">
      <div className="relative" ref={frame}>
        <div className="relative overflow-x-auto">
          <div
            aria-describedby={help}
            aria-label={label}
            aria-roledescription="matrix"
            className="relative outline-offset-2"
            onBlur={() => setFocused(null)}
            onFocus={() => setFocused(focused ?? [0, Math.min(1, size - 1)])}
            onKeyDown={walk}
            role="application"
            style={layout ? { width: layout.width, height: layout.height } : { height: 240 }}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk its cells
            tabIndex={0}
          >
            <canvas
              className="block cursor-pointer"
              onPointerDown={(event) => event.preventDefault()}
              onPointerLeave={() => setHovered(null)}
              onPointerMove={(event) => setHovered(under(event))}
              onPointerUp={(event) => {
                const at = under(event);
                if (at && at[0] !== at[1]) onOpen(at[0], at[1]);
              }}
              ref={canvas}
              style={layout ? { width: layout.width, height: layout.height } : undefined}
            />
            {layout && marked && cell && (
              <Mark cell={marked} layout={layout} lines={cell.lines} size={size} />
            )}
          </div>
        </div>
      </div>
      <p className="sr-only" id={help}>
        Arrow keys walk the cells, with Control to the edge. Enter opens the disagreements of the two. The
        same figures stand in the table below.
      </p>
      <p aria-live="polite" className="sr-only">
        {focused && heatCell(drawing, focused[0], focused[1]).words}
      </p>
      <figcaption className="mt-2 flex flex-wrap items-center gap-x-1 text-ink-3 text-micro">
        {drawing.low}
        <span aria-hidden="true" className="mx-1 inline-flex gap-px">
          {STEPS.map((step) => (
            <span className="h-2.5 w-3.5" key={step} style={{ background: `var(--seq-${step})` }} />
          ))}
        </span>
        {drawing.high}
        <span aria-hidden="true" className="hatched ml-3 h-2.5 w-3.5" /> fewer than {drawing.minimum} shared
        <span className="ml-3">above the diagonal the figure, below it the shared comparisons</span>
        {layout && (
          <span className="ml-auto">
            <ExportChart
              drawn={(near) => heatMapSvg(near, drawing, layout)}
              name={fileName}
              of="the matrix"
            />
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** A ring around the cell, lines to its two names, and what it says beside it. */
function Mark({
  cell,
  layout,
  lines,
  size,
}: {
  cell: Cell;
  layout: HeatLayout;
  lines: string[];
  size: number;
}) {
  const [row, column] = cell;
  const x = layout.gutter + column * layout.cell;
  const y = layout.top + row * layout.cell;
  const right = column > size / 2;
  const below = row < size / 2;
  return (
    <span aria-hidden="true" className="pointer-events-none absolute inset-0">
      <span
        className="absolute bg-accent opacity-25"
        style={{ left: layout.gutter, top: y, width: x - layout.gutter, height: layout.cell }}
      />
      <span
        className="absolute bg-accent opacity-25"
        style={{ left: x, top: layout.top, width: layout.cell, height: y - layout.top }}
      />
      <span
        className="absolute rounded-[1px] outline-2 outline-accent"
        style={{ left: x, top: y, width: layout.cell - 1, height: layout.cell - 1 }}
      />
      <span
        className="absolute z-10 w-max max-w-[min(280px,70vw)] rounded-control border border-line-strong bg-surface px-2.5 py-1.5 text-small shadow-pop"
        style={{
          ...(right ? { right: layout.width - x + 8 } : { left: x + layout.cell + 8 }),
          ...(below ? { top: y } : { bottom: layout.height - y - layout.cell }),
        }}
      >
        {lines.map((line, at) => (
          <span className={at === 0 ? 'block font-semibold' : 'block text-ink-2'} key={line}>
            {line}
          </span>
        ))}
      </span>
    </span>
  );
}
