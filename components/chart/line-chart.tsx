'use client';

import { useEffect, useRef, useState } from 'react';
import type { LinesDrawing } from '#lib/charts/prepare-elo-history';
import { ScrollArea } from '../ui/scroll-area';
import { useInBrowser } from '../ui/use-in-browser';

const NARROWEST = 480;
const WIDEST = 1100;
const HEIGHT = 280;
const LEFT = 48;
const RIGHT = 150;
const TOP = 8;
const BOTTOM = 34;

/**
 * Lines with their names at their ends, drawn as plain SVG: the same on the page, on paper and in a file. The lines come in the
 * browser, as wide as the place allows: letters keep their size.
 */
export function LineChart({ drawing, xTitle }: { drawing: LinesDrawing; xTitle: string }) {
  const { x, y } = drawing;
  const lines = useInBrowser() ? drawing.lines : [];
  const place = useRef<SVGSVGElement>(null);
  const [wide, setWide] = useState(NARROWEST);
  useEffect(() => {
    const frame = place.current!.parentElement!;
    const measure = () => setWide(Math.min(WIDEST, Math.max(NARROWEST, Math.floor(frame.clientWidth))));
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);
  const right = wide - RIGHT;
  const across = (value: number) =>
    LEFT + ((value - x.domain[0]) / (x.domain[1] - x.domain[0] || 1)) * (right - LEFT);
  const down = (value: number) =>
    TOP + (1 - (value - y.domain[0]) / (y.domain[1] - y.domain[0] || 1)) * (HEIGHT - TOP - BOTTOM);
  return (
    <ScrollArea className="chart overflow-x-auto" label={`Chart by ${xTitle}`} many>
      <svg
        aria-label={drawing.alternative.summary}
        className="block"
        height={HEIGHT}
        ref={place}
        role="img"
        viewBox={`0 0 ${wide} ${HEIGHT}`}
        width={wide}
      >
        {y.ticks.map((tick) => (
          <g key={tick.at}>
            <line stroke="var(--grid)" x1={LEFT} x2={right} y1={down(tick.at)} y2={down(tick.at)} />
            <text dy="0.32em" textAnchor="end" x={LEFT - 8} y={down(tick.at)}>
              {tick.label}
            </text>
          </g>
        ))}
        <line stroke="var(--line-strong)" x1={LEFT} x2={right} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
        {x.ticks.map((tick) => (
          <text key={tick.at} textAnchor="middle" x={across(tick.at)} y={HEIGHT - BOTTOM + 15}>
            {tick.label}
          </text>
        ))}
        <text textAnchor="middle" x={(LEFT + right) / 2} y={HEIGHT - 3}>
          {xTitle}
        </text>
        {lines.map((line) => (
          <g key={line.name}>
            <polyline
              fill="none"
              points={line.points
                .map((point) => `${across(point.x).toFixed(1)},${down(point.y).toFixed(1)}`)
                .join(' ')}
              stroke={line.strong ? 'var(--accent)' : 'var(--data-2)'}
              strokeWidth={line.strong ? 2 : 1.25}
            />
            <line
              stroke="var(--line-strong)"
              x1={right + 2}
              x2={right + 12}
              y1={down(line.last)}
              y2={down(line.labelAt)}
            />
            <text
              className={line.strong ? 'label-accent' : 'label'}
              dy="0.32em"
              x={right + 15}
              y={down(line.labelAt)}
            >
              {line.name.length > 20 ? `${line.name.slice(0, 19)}…` : line.name} {Math.round(line.last)}
            </text>
          </g>
        ))}
      </svg>
    </ScrollArea>
  );
}
