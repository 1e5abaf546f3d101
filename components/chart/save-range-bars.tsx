'use client';

import type { RangeDrawing } from '#lib/charts/prepare-range-bars';
import { ExportChart } from './export-chart';
import { rangeBarsSvg } from './range-bars-file';

/** Saves a drawing of ranges as a picture, or its figures. */
export function SaveRangeBars({ drawing, name, of }: { drawing: RangeDrawing; name: string; of: string }) {
  return (
    <ExportChart
      alternative={{
        headers: ['what', 'note', 'value', 'low', 'high'],
        rows: drawing.rows.map(({ name: what, note, value, interval }) => [
          what,
          note ?? null,
          value,
          interval?.[0] ?? null,
          interval?.[1] ?? null,
        ]),
      }}
      drawn={(near) => rangeBarsSvg(near, drawing)}
      name={name}
      of={of}
    />
  );
}
