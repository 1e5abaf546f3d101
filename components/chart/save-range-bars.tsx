'use client';

import type { RangeDrawing } from '#lib/charts/prepare-range-bars';
import { ExportChart } from './export-chart';
import { rangeBarsSvg } from './range-bars-file';

/** Saves a drawing of ranges as a picture, or its figures. */
export function SaveRangeBars({ drawing, name, of }: { drawing: RangeDrawing; name: string; of: string }) {
  return (
    <ExportChart
      alternative={{
        summary: of,
        headers: ['What', 'Note', 'Value', '95 % interval'],
        rows: drawing.rows.map((row) => [row.name, row.note ?? '', row.valueText, row.intervalText]),
      }}
      drawn={(near) => rangeBarsSvg(near, drawing)}
      name={name}
      of={of}
    />
  );
}
