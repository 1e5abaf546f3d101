'use client';

import { Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import type { ChartAlternative } from '#lib/charts/chart-alternative';
import { tableCsv } from '#lib/charts/table-csv';
import { saveCsv, saveFile } from '../table/save-file';
import { buttonClass } from '../ui/button';
import { menuItemClass, menuPanelClass } from '../ui/menu-style';
import { toast } from '../ui/toaster';
import { chartImage, chartSvg } from './chart-file';

interface ExportChartProps {
  /** File name without its ending. */
  name: string;
  /** The figures behind the drawing; without them only the drawing is offered. */
  alternative?: ChartAlternative;
  /** What is drawn, where a page has more than one chart. */
  of?: string;
  /** For a picture on a canvas: the same as an SVG. */
  canvasSvg?: () => string;
}

/**
 * Saves the chart of the figure, section or card that this button stands in, as it is on the page and in the reader's theme, or
 * the figures behind it. Nothing leaves the browser.
 */
export function ExportChart({ name, alternative, of, canvasSvg }: ExportChartProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const save = async (kind: 'svg' | 'png') => {
    const place = trigger.current?.closest('figure, section');
    const svg = place?.querySelector<SVGSVGElement>('.recharts-wrapper > svg, .chart svg[role="img"]');
    const canvas = place?.querySelector('canvas');
    const saveSvg = (text: string) => saveFile(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
    if (svg) kind === 'svg' ? saveSvg(chartSvg(svg)) : saveFile(`${name}.png`, await chartImage(svg));
    else if (canvas && kind === 'svg' && canvasSvg) saveSvg(canvasSvg());
    else if (canvas) canvas.toBlob((blob) => blob && saveFile(`${name}.png`, blob), 'image/png');
    else toast.error('The chart is not drawn yet.');
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={`${buttonClass('quiet', 'small')} no-print`} ref={trigger}>
        <Download aria-hidden="true" size={14} strokeWidth={1.6} />
        Save
        {of && <span className="sr-only"> the chart: {of}</span>}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" className={menuPanelClass} sideOffset={4}>
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
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
