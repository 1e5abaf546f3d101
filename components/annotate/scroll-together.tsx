'use client';

import { type RefObject, useEffect } from 'react';

/** Keeps two scrolling texts at the same share of their length, whichever of them is scrolled. */
export function useScrollTogether(
  one: RefObject<HTMLElement | null>,
  other: RefObject<HTMLElement | null>,
  on: boolean,
): void {
  useEffect(() => {
    const [a, b] = [one.current, other.current];
    if (!on || !a || !b) return;
    // Setting a position makes an event of its own; that one must not answer back.
    let moved: HTMLElement | null = null;
    const follow = (from: HTMLElement, to: HTMLElement) => () => {
      if (moved === from) {
        moved = null;
        return;
      }
      const [range, room] = [from.scrollHeight - from.clientHeight, to.scrollHeight - to.clientHeight];
      const top = range > 0 ? Math.round((from.scrollTop / range) * room) : 0;
      if (Math.abs(to.scrollTop - top) < 1) return;
      moved = to;
      to.scrollTop = top;
    };
    const [fromA, fromB] = [follow(a, b), follow(b, a)];
    a.addEventListener('scroll', fromA, { passive: true });
    b.addEventListener('scroll', fromB, { passive: true });
    return () => {
      a.removeEventListener('scroll', fromA);
      b.removeEventListener('scroll', fromB);
    };
  }, [one, other, on]);
}
