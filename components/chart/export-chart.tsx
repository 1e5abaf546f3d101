'use client';

import { Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ChartAlternative } from '#lib/charts/chart-alternative';
import { tableCsv } from '#lib/charts/table-csv';
import { saveCsv, saveFile } from '../table/save-file';
import { buttonClass } from '../ui/button';
import { menuItemClass, menuPanelClass } from '../ui/menu-style';
import { toast } from '../ui/toaster';
import { chartImage, chartSvg } from './chart-file';

interface ExportChartProps {
  /** The id of the card, or of any element, that holds the drawing. */
  target: string;
  /** File name without its ending. */
  name: string;
  /** The figures behind the drawing. */
  alternative: ChartAlternative;
}

/** Saves a drawing as it is on the page, in the reader's theme, or the figures behind it. Nothing leaves the browser. */
export function ExportChart({ target, name, alternative }: ExportChartProps) {
  const drawing = () => {
    const place = document.getElementById(target);
    const found =
      place?.querySelector<SVGSVGElement>('.recharts-wrapper > svg, .chart svg[role="img"]') ?? null;
    const canvas = place?.querySelector('canvas') ?? null;
    if (!found && !canvas) toast.error('The chart is not drawn yet.');
    return { svg: found, canvas };
  };
  const save = async (kind: 'svg' | 'png') => {
    const { svg, canvas } = drawing();
    if (svg && kind === 'svg') saveFile(`${name}.svg`, new Blob([chartSvg(svg)], { type: 'image/svg+xml' }));
    else if (svg) saveFile(`${name}.png`, await chartImage(svg));
    else if (canvas) canvas.toBlob((blob) => blob && saveFile(`${name}.png`, blob), 'image/png');
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={`${buttonClass('quiet', 'small')} no-print`}>
        <Download aria-hidden="true" size={14} strokeWidth={1.6} />
        Save
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" className={menuPanelClass} sideOffset={4}>
          <DropdownMenu.Item className={menuItemClass} onSelect={() => void save('png')}>
            Picture (PNG)
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menuItemClass} onSelect={() => void save('svg')}>
            Drawing (SVG)
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menuItemClass}
            onSelect={() => saveCsv(`${name}.csv`, tableCsv(alternative.headers, alternative.rows))}
          >
            Figures (CSV)
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
