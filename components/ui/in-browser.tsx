'use client';

import type { ReactNode } from 'react';
import { useInBrowser } from './use-in-browser';

/**
 * What only a script can make work, below what is seen first: left out of the server's answer and drawn in the browser.
 * `height` (pixels, about what it will be) is kept free for it, so that nothing moves.
 */
export function InBrowser({ height, children }: { height: number; children: ReactNode }) {
  return useInBrowser() ? children : <div aria-busy="true" style={{ minHeight: height }} />;
}
