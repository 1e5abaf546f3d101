import type { PreferencePair } from './preference-pair';
import { HAND_PLACES, type PreparedPrompt, preparePrompt, sparseTextFeatures } from './text-features';

/** The features of every distinct (prompt, response), row by row without zeros, and which rows each pair compares. */
export interface FeatureMatrix {
  /** Row r holds entries starts[r] … starts[r + 1] − 1. */
  starts: Int32Array;
  places: Uint16Array;
  values: Float32Array;
  /** Row of response A and of response B of each pair. */
  rowsA: Int32Array;
  rowsB: Int32Array;
  rowCount: number;
}

/** Mean and standard deviation of each hand feature, for centring and scaling it. */
export interface Standardisation {
  mean: Float32Array;
  /** Never 0: a feature that does not vary has deviation 1, and is 0 after centring. */
  deviation: Float32Array;
}

/** Standardised features are held within this many deviations, so that no text can drive a reward without bound. */
const STANDARDISED_LIMIT = 5;

/** Reads every distinct text of the pairs once. Memory: about 6 bytes per non-zero feature, some 300 per text. */
export function featureMatrix(pairs: readonly PreferencePair[]): FeatureMatrix {
  const prompts = new Map<string, { id: number; prepared: PreparedPrompt }>();
  const rows = new Map<string, number>();
  const rowsA = new Int32Array(pairs.length);
  const rowsB = new Int32Array(pairs.length);
  const parts: { places: Uint16Array; values: Float32Array }[] = [];
  let entries = 0;
  const rowOf = (prompt: { id: number; prepared: PreparedPrompt }, response: string) => {
    const key = `${prompt.id}\u0000${response}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = parts.length;
      rows.set(key, row);
      const features = sparseTextFeatures(prompt.prepared, response);
      parts.push(features);
      entries += features.places.length;
    }
    return row;
  };
  pairs.forEach((pair, index) => {
    const text = JSON.stringify(pair.prompt);
    let prompt = prompts.get(text);
    if (!prompt) {
      prompt = { id: prompts.size, prepared: preparePrompt(pair.prompt) };
      prompts.set(text, prompt);
    }
    rowsA[index] = rowOf(prompt, pair.responseA);
    rowsB[index] = rowOf(prompt, pair.responseB);
  });
  const starts = new Int32Array(parts.length + 1);
  const places = new Uint16Array(entries);
  const values = new Float32Array(entries);
  parts.forEach((part, row) => {
    places.set(part.places, starts[row]!);
    values.set(part.values, starts[row]!);
    starts[row + 1] = starts[row]! + part.places.length;
  });
  return { starts, places, values, rowsA, rowsB, rowCount: parts.length };
}

/** Distinct rows that the given pairs compare, ascending. */
export function rowsOfPairs(matrix: FeatureMatrix, pairs: Int32Array): Int32Array {
  const used = new Uint8Array(matrix.rowCount);
  for (const pair of pairs) {
    used[matrix.rowsA[pair]!] = 1;
    used[matrix.rowsB[pair]!] = 1;
  }
  const rows: number[] = [];
  used.forEach((is, row) => {
    if (is === 1) rows.push(row);
  });
  return Int32Array.from(rows);
}

/** Mean and standard deviation of the hand features over the given rows; 0 and 1 when there are none. */
export function standardisationOf(matrix: FeatureMatrix, rows: Int32Array): Standardisation {
  const mean = new Float32Array(HAND_PLACES);
  const deviation = new Float32Array(HAND_PLACES).fill(1);
  if (rows.length === 0) return { mean, deviation };
  for (let feature = 0; feature < HAND_PLACES; feature++) {
    const at = (row: number) => matrix.values[matrix.starts[row + 1]! - HAND_PLACES + feature]!;
    let sum = 0;
    for (const row of rows) sum += at(row);
    const centre = sum / rows.length;
    let squares = 0;
    for (const row of rows) squares += (at(row) - centre) ** 2;
    mean[feature] = centre;
    const spread = Math.sqrt(squares / rows.length);
    deviation[feature] = spread > 1e-6 ? spread : 1;
  }
  return { mean, deviation };
}

/** Centres and scales the hand features (the last places of each row) in place. */
export function standardiseRows(
  values: Float32Array,
  starts: Int32Array,
  standardisation: Standardisation,
): void {
  for (let row = 0; row + 1 < starts.length; row++)
    standardiseHand(values, starts[row + 1]! - HAND_PLACES, standardisation);
}

/** Centres and scales HAND_PLACES values from `start` on, in place. */
export function standardiseHand(
  values: Float32Array,
  start: number,
  { mean, deviation }: Standardisation,
): void {
  for (let i = 0; i < HAND_PLACES; i++) {
    const scaled = (values[start + i]! - mean[i]!) / deviation[i]!;
    values[start + i] = Math.max(-STANDARDISED_LIMIT, Math.min(STANDARDISED_LIMIT, scaled));
  }
}

/** Writes row `row` into `dense` at `offset`; the place there must be zero. */
export function writeDenseRow(matrix: FeatureMatrix, row: number, dense: Float32Array, offset: number): void {
  for (let i = matrix.starts[row]!; i < matrix.starts[row + 1]!; i++)
    dense[offset + matrix.places[i]!] = matrix.values[i]!;
}
