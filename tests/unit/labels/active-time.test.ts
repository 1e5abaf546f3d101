import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeMs,
  IDLE_AFTER_MS,
  isActive,
  startActiveTime,
  withInput,
  withVisibility,
} from '#lib/labels/active-time';

const MINUTE = 60_000;

describe('active time', () => {
  it('counts a scripted session exactly: reading, a hidden tab, an idle hour, a return', () => {
    let time = startActiveTime(0, true);
    time = withInput(time, 20_000); // 20 s of reading
    time = withVisibility(time, false, 30_000); // 10 s more, then another tab
    time = withVisibility(time, true, 10 * MINUTE);
    time = withInput(time, 10 * MINUTE + 15_000); // 15 s
    time = withInput(time, 70 * MINUTE); // away for an hour: the first minute of it counts
    expect(activeMs(time, 70 * MINUTE + 5000)).toBe(20_000 + 10_000 + 15_000 + IDLE_AFTER_MS + 5000);
  });

  it('stops a minute after the last input and says so', () => {
    const time = startActiveTime(0, true);
    expect(activeMs(time, 59_000)).toBe(59_000);
    expect(activeMs(time, 10 * MINUTE)).toBe(IDLE_AFTER_MS);
    expect(isActive(time, 59_000)).toBe(true);
    expect(isActive(time, 61_000)).toBe(false);
  });

  it('does not run in a tab that is opened in the background', () => {
    const time = startActiveTime(0, false);
    expect(activeMs(time, 50_000)).toBe(0);
    expect(activeMs(withVisibility(time, true, 50_000), 52_000)).toBe(2000);
  });

  it('goes on from what was spent before a reload', () => {
    expect(activeMs(startActiveTime(100, true, 7000), 1100)).toBe(8000);
  });

  it('never exceeds the time passed, never goes back, and is the union of a minute after each input', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 150_000 }), input: fc.boolean() }), {
          maxLength: 30,
        }),
        (steps) => {
          let [time, now, before, expected, last] = [startActiveTime(0, true), 0, 0, 0, 0];
          for (const { gap, input } of steps) {
            const from = now;
            now += gap;
            expected += Math.max(0, Math.min(now, last + IDLE_AFTER_MS) - from);
            if (input) {
              time = withInput(time, now);
              last = now;
            }
            const counted = activeMs(time, now);
            expect(counted).toBeGreaterThanOrEqual(before);
            expect(counted).toBeLessThanOrEqual(now);
            expect(counted).toBe(expected);
            before = counted;
          }
        },
      ),
    );
  });
});
