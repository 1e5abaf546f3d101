import type { HeatDrawing } from '#lib/charts/prepare-heat-map';
import { escapedXml } from './chart-file';
import { cellColour, cellGap, type HeatLayout, heatColours, heatTexts } from './heat-map-canvas';

/** The map as an SVG that stands alone, in the reader's theme: one path per kind of cell, not one element per cell. */
export function heatMapSvg(near: HTMLElement, drawing: HeatDrawing, layout: HeatLayout): string {
  const colour = heatColours(near);
  const { width, height, gutter, top, cell } = layout;
  const side = cell - cellGap(layout);
  const paths = new Map<number, string[]>();
  drawing.cells.forEach((code, at) => {
    const [row, column] = [Math.floor(at / drawing.size), at % drawing.size];
    const path = paths.get(code) ?? [];
    path.push(`M${gutter + column * cell} ${top + row * cell}h${side}v${side}h${-side}z`);
    paths.set(code, path);
  });
  const context = document.createElement('canvas').getContext('2d');
  const font = getComputedStyle(near).fontFamily;
  if (context) context.font = `11px ${font}`;
  const texts = [...heatTexts(drawing, layout, (text) => context?.measureText(text).width ?? 0)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapedXml(font)}" font-size="11">`,
    `<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" stroke="${colour.line}"/></pattern></defs>`,
    `<rect width="${width}" height="${height}" fill="${colour.surface}"/>`,
    ...[...paths].map(
      ([code, path]) => `<path fill="${cellColour(code, colour) ?? 'url(#hatch)'}" d="${path.join('')}"/>`,
    ),
    ...texts.map(
      ({ text, x, y, align, tone }) =>
        `<text x="${x}" y="${y}" fill="${colour[tone]}" dominant-baseline="central" text-anchor="${align === 'right' ? 'end' : 'middle'}">${escapedXml(text)}</text>`,
    ),
    '</svg>',
  ].join('\n');
}
