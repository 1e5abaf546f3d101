/** Keeps a value that was just used, and forgets what was used longest ago once there are more than `most`. */
export function keepRecent<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value, most: number): void {
  // A map walks its keys in the order in which they came in: what is used goes to the end.
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > most) kept.delete(kept.keys().next().value!);
}
