'use client';

import { useEffect, useRef } from 'react';
import {
  type ActiveTime,
  activeMs,
  isActive,
  startActiveTime,
  withInput,
  withVisibility,
} from '#lib/labels/active-time';

const INPUTS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'touchmove'] as const;

export interface ActiveWatch {
  /** Starts anew for another comparison, from what was spent on it before. */
  restart: (countedMs: number) => void;
  read: () => number;
  running: () => boolean;
}

/** Measures how long the person is really at it; reading it costs no render. */
export function useActiveTime(): ActiveWatch {
  const time = useRef<ActiveTime | null>(null);
  const watch = useRef<ActiveWatch>({
    restart: (countedMs) => {
      time.current = startActiveTime(performance.now(), document.visibilityState === 'visible', countedMs);
    },
    read: () => (time.current ? activeMs(time.current, performance.now()) : 0),
    running: () => (time.current ? isActive(time.current, performance.now()) : false),
  });
  useEffect(() => {
    const input = () => {
      if (time.current) time.current = withInput(time.current, performance.now());
    };
    const visibility = () => {
      if (time.current)
        time.current = withVisibility(
          time.current,
          document.visibilityState === 'visible',
          performance.now(),
        );
    };
    // In the capture phase: panes scroll on their own, and scrolling does not bubble.
    for (const name of INPUTS) window.addEventListener(name, input, { capture: true, passive: true });
    document.addEventListener('visibilitychange', visibility);
    return () => {
      for (const name of INPUTS) window.removeEventListener(name, input, { capture: true });
      document.removeEventListener('visibilitychange', visibility);
    };
  }, []);
  return watch.current;
}
