import type { AxisTick, ChartAlternative } from './chart-alternative';

export interface BandPoint {
  x: number;
  /** Null is a gap: the line breaks. */
  value: number | null;
  band: readonly [number, number] | null;
  /** No neighbour to draw a line to: it is drawn as a dot with its own bar. */
  lone: boolean;
  /** A second line, dashed, without a band. */
  second?: number | null;
  /** What the tip says, line by line. */
  tip: string[];
}

/** A line with its uncertainty, ready to draw: nothing is decided after this. */
export interface BandDrawing {
  points: BandPoint[];
  xDomain: [number, number];
  xTicks: AxisTick[];
  yDomain: [number, number];
  yTicks: AxisTick[];
  gaps: { from: number; to: number; label: string }[];
  /** A dashed line across, with its words. */
  reference: { y: number; label: string } | null;
  flags: { x: number; label: string }[];
  alarms: { x: number; label: string }[];
  /** The part that is still to come, shaded. */
  ahead: { from: number; to: number } | null;
  /** Said at the end of the line. */
  end: { x: number; y: number; strong: string; soft: string } | null;
  /** Names the second line at its end. */
  secondEnd?: { x: number; y: number; label: string } | null;
  /** Ink for what is measured, accent for the model under study. */
  tone: 'ink' | 'accent';
  alternative: ChartAlternative;
}

/** What a line is drawn without unless it says otherwise. */
export const LINE_ALONE: Pick<BandDrawing, 'gaps' | 'reference' | 'flags' | 'alarms' | 'ahead'> = {
  gaps: [],
  reference: null,
  flags: [],
  alarms: [],
  ahead: null,
};
