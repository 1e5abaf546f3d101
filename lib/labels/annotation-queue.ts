import type { ShownComparison } from './next-comparisons';

/** How many comparisons the page holds: the one on screen and those behind it. */
export const HELD = 3;

/** The most that may be asked for: those whose label is still on the way come on top. */
export const MOST_HELD = 12;

/**
 * The comparisons to show after the server has answered: what is on screen stays there, whatever the server says, so
 * that nothing changes under the reader's eyes; then the server's order, without what is done on this device.
 */
export function mergedQueue(
  held: readonly ShownComparison[],
  fetched: readonly ShownComparison[],
  done: ReadonlySet<string>,
): ShownComparison[] {
  const onScreen = held.find((c) => !done.has(c.assignmentId));
  const others = fetched.filter(
    (c) => !done.has(c.assignmentId) && c.assignmentId !== onScreen?.assignmentId,
  );
  return onScreen ? [onScreen, ...others] : others;
}
