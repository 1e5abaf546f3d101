/** Positions grouped by a key: those of key k are `order[starts[k] … starts[k + 1] − 1]`, in their first order. */
export interface Grouping {
  starts: Int32Array;
  order: Int32Array;
}

/**
 * Groups the positions of a column by its value in one stable counting sort.
 *
 * @param keys values 0 … groupCount − 1; another value throws.
 */
export function groupLabels(keys: Int32Array, groupCount: number): Grouping {
  const starts = new Int32Array(groupCount + 1);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key < 0 || key >= groupCount)
      throw new RangeError(`groupLabels: position ${i} has key ${key}, outside 0 … ${groupCount - 1}`);
    starts[key + 1]!++;
  }
  for (let k = 0; k < groupCount; k++) starts[k + 1]! += starts[k]!;
  const next = starts.slice(0, groupCount);
  const order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[next[keys[i]!]!++] = i;
  return { starts, order };
}
