'use client';

import { useEffect, useState } from 'react';

const waiting: (() => void)[] = [];
let isRunning = false;

/**
 * The next one waits until nothing is left to do: a chart draws itself in several tasks, and what waits together would be
 * drawn as one long one. Not for ever, on a page that never rests; and where a browser can't say, for a moment.
 */
const whenIdle = (then: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(then, { timeout: 250 });
  else setTimeout(then, 30);
};

function next(): void {
  const turn = waiting.shift();
  isRunning = turn !== undefined;
  if (!turn) return;
  turn();
  // React draws what this turn asked for in a task of its own, which was queued before this one.
  whenIdle(next);
}

/**
 * Whether this part of the page may draw itself yet: never on the server, and in the browser one part after another, so
 * that a page of many charts is a row of short tasks in which it can be scrolled and clicked, not a single long one.
 */
export function useTurn(): boolean {
  const [isMine, setIsMine] = useState(false);
  useEffect(() => {
    const turn = () => setIsMine(true);
    waiting.push(turn);
    if (!isRunning) {
      isRunning = true;
      whenIdle(next);
    }
    return () => {
      const at = waiting.indexOf(turn);
      if (at >= 0) waiting.splice(at, 1);
    };
  }, []);
  return isMine;
}
