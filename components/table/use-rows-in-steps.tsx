'use client';

import { useEffect, useState } from 'react';

/** The first screen: what the server draws, and what stands there at once. */
const FIRST_ROWS = 14;
/** About 50 ms of drawing for the widest rows. */
const STEP = 25;

/**
 * How many of a page's rows are drawn now: the first screen at once, the others in steps between which the page answers,
 * below what is being read.
 */
export function useRowsInSteps(rows: number): number {
  const [drawn, setDrawn] = useState(FIRST_ROWS);
  useEffect(() => {
    // A page that became shorter gives back its steps, or growing again would draw everything at once.
    if (drawn > rows) setDrawn(Math.max(rows, FIRST_ROWS));
    if (drawn >= rows) return;
    const timer = setTimeout(() => setDrawn(drawn + STEP), 4);
    return () => clearTimeout(timer);
  }, [drawn, rows]);
  return Math.min(drawn, rows);
}
