import type { Measurement } from '../measurement';
import { agreementPairs } from './agreement-pairs';
import { annotatorDetails } from './annotator-details';
import { alarms, annotatorRows } from './annotator-rows';
import { cohorts } from './cohorts';
import { crewHabits } from './crew-habits';
import { fixFirst } from './fix-first';
import { judges } from './judges';
import { slices } from './slices';
import { sourceFigures } from './sources';

/**
 * The parts of a quality report beside the figures that the gate reads: a page reads the one part that it draws. A part
 * is a pure function from the measurement to what is stored as JSON.
 */
export const REPORT_PARTS = {
  annotators: annotatorRows,
  alarms,
  pairs: agreementPairs,
  slices,
  cohorts,
  sources: sourceFigures,
  judges,
  habits: crewHabits,
  fixFirst,
} satisfies Record<string, (measurement: Measurement) => unknown>;

/** Parts that are stored one piece at a time, by key, because a page draws one piece: one annotator, say. */
export const KEYED_REPORT_PARTS = {
  annotator: annotatorDetails,
} satisfies Record<string, (measurement: Measurement) => ReadonlyMap<string, unknown>>;

export type PartName = keyof typeof REPORT_PARTS;
export type PartData<N extends PartName> = ReturnType<(typeof REPORT_PARTS)[N]>;

export type KeyedPartName = keyof typeof KEYED_REPORT_PARTS;
export type KeyedPartData<N extends KeyedPartName> =
  ReturnType<(typeof KEYED_REPORT_PARTS)[N]> extends ReadonlyMap<string, infer Piece> ? Piece : never;

/** A stored piece of a report. */
export interface StoredPart {
  name: string;
  /** Empty for a part of one piece. */
  key: string;
  data: unknown;
}

/** Every part of a report, ready to be stored. */
export function* reportParts(measurement: Measurement): Generator<StoredPart> {
  for (const [name, part] of Object.entries(REPORT_PARTS)) yield { name, key: '', data: part(measurement) };
  for (const [name, part] of Object.entries(KEYED_REPORT_PARTS))
    for (const [key, data] of part(measurement)) yield { name, key, data };
}
