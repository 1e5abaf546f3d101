/** A chart in words and as a table: what a reader gets who does not see the drawing, and what the export writes. */
export interface ChartAlternative {
  /** One or two sentences: what is shown and what stands out. */
  summary: string;
  headers: string[];
  rows: string[][];
}

/** A mark on an axis. */
export interface AxisTick {
  at: number;
  label: string;
}
