/** After this long without any input nobody can be told to be there any more. */
export const IDLE_AFTER_MS = 60_000;

/**
 * A stopwatch of time spent, not of time passed: it runs while the page is visible and the last input is at most a
 * minute old. Every instant is in milliseconds of one monotonic clock, which is passed in.
 */
export interface ActiveTime {
  countedMs: number;
  /** Up to here everything is counted or known to be idle. */
  countedUntil: number;
  lastInput: number;
  visible: boolean;
}

export const startActiveTime = (now: number, visible: boolean, countedMs = 0): ActiveTime => ({
  countedMs,
  countedUntil: now,
  lastInput: now,
  visible,
});

function countUpTo(time: ActiveTime, now: number): ActiveTime {
  const end = Math.min(now, time.lastInput + IDLE_AFTER_MS);
  const more = time.visible ? Math.max(0, end - time.countedUntil) : 0;
  return { ...time, countedMs: time.countedMs + more, countedUntil: Math.max(time.countedUntil, now) };
}

/** A key, a pointer, a scroll: someone is there. */
export function withInput(time: ActiveTime, now: number): ActiveTime {
  return { ...countUpTo(time, now), lastInput: now };
}

/** The tab was hidden or shown. Coming back to it is an input. */
export function withVisibility(time: ActiveTime, visible: boolean, now: number): ActiveTime {
  const counted = countUpTo(time, now);
  return { ...counted, visible, lastInput: visible && !time.visible ? now : counted.lastInput };
}

/** The active milliseconds so far, whole. */
export const activeMs = (time: ActiveTime, now: number): number => Math.round(countUpTo(time, now).countedMs);

/** Whether the watch is running now. */
export const isActive = (time: ActiveTime, now: number): boolean =>
  time.visible && now - time.lastInput <= IDLE_AFTER_MS;
