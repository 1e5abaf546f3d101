'use client';

import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { Icon } from '#components/ui/icon';
import { tableCsv } from '#lib/charts/table-csv';
import { saveCsv, saveFile } from '../table/save-file';
import type { CellValue } from '../table/table-column';
import { buttonClass } from '../ui/button-class';
import { Menu } from '../ui/menu';
import { menuItemClass } from '../ui/menu-style';
import { toast } from '../ui/toaster';
import { chartSvg, svgImage } from './chart-file';

interface ExportChartProps {
  /** File name without its ending. */
  name: string;
  /** The figures behind the drawing; without them only the drawing is offered. */
  alternative?: { headers: string[]; rows: CellValue[][] };
  /** What is drawn, where a page has more than one chart. */
  of?: string;
  /** What is no SVG on the page, as one that stands alone; a picture on a canvas is saved as it is. */
  drawn?: (near: HTMLElement) => string;
}

/**
 * Saves the chart of the figure, section or card that this button stands in, as it is on the page and in the reader's theme, or
 * the figures behind it. Nothing leaves the browser.
 */
export function ExportChart({ name, alternative, of, drawn }: ExportChartProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const save = async (kind: 'svg' | 'png') => {
    const place = trigger.current?.closest('figure, section');
    const canvas = place?.querySelector('canvas');
    if (kind === 'png' && canvas) {
      canvas.toBlob((blob) => blob && saveFile(`${name}.png`, blob), 'image/png');
      return;
    }
    const own = place?.querySelector<SVGSVGElement>('.recharts-wrapper > svg, .chart svg[role="img"]');
    const svg = drawn ? drawn(trigger.current!) : own && chartSvg(own);
    if (!svg) toast.error('The chart is not drawn yet.');
    else if (kind === 'svg') saveFile(`${name}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
    else saveFile(`${name}.png`, await svgImage(svg));
  };
  return (
    <Menu
      button={
        <>
          <Icon name="export" size={14} />
          Save
          {of && <span className="sr-only"> the chart: {of}</span>}
        </>
      }
      className={`${buttonClass('quiet', 'small')} no-print`}
      offset={4}
      ref={trigger}
    >
      <DropdownMenu.Item className={menuItemClass} onSelect={() => void save('png')}>
        Picture (PNG)
      </DropdownMenu.Item>
      <DropdownMenu.Item className={menuItemClass} onSelect={() => void save('svg')}>
        Drawing (SVG)
      </DropdownMenu.Item>
      {alternative && (
        <DropdownMenu.Item
          className={menuItemClass}
          onSelect={() => saveCsv(name, tableCsv(alternative.headers, alternative.rows))}
        >
          Figures (CSV)
        </DropdownMenu.Item>
      )}
    </Menu>
  );
}
