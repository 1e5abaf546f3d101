'use client';

import { useEffect, useState } from 'react';

const waiting: (() => void)[] = [];
let isRunning = false;

/** Long enough for the browser to paint and to answer a key between two drawings. */
const PAUSE_MS = 4;

function next(): void {
  const turn = waiting.shift();
  isRunning = turn !== undefined;
  if (!turn) return;
  turn();
  // React draws what this turn asked for in a task of its own, which was queued before this one.
  setTimeout(next, PAUSE_MS);
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
      setTimeout(next, 0);
    }
    return () => {
      const at = waiting.indexOf(turn);
      if (at >= 0) waiting.splice(at, 1);
    };
  }, []);
  return isMine;
}
