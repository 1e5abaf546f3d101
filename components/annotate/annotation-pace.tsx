/*
 * How long it takes from a submit to the next comparison on screen, as a measure of the browser's own timeline: tests and
 * field measurements read it there.
 */

export const PACE = 'concord:submit-to-painted';

let submitted: number | null = null;

export function markSubmit(): void {
  submitted = performance.now();
}

/** Called when a comparison is put on screen; the frame after the next one has certainly been painted. */
export function markPainted(): void {
  if (submitted === null) return;
  const start = submitted;
  submitted = null;
  requestAnimationFrame(() => requestAnimationFrame(() => performance.measure(PACE, { start })));
}
