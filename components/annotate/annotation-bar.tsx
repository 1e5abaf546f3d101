'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';

const never = () => () => {};

/** Puts a page's own figures into the frame's bar, which the project's layout draws. */
export function BarPart({ place, children }: { place: 'bar-middle' | 'bar-right'; children: ReactNode }) {
  const target = useSyncExternalStore(
    never,
    () => document.getElementById(place),
    () => null,
  );
  return target && createPortal(children, target);
}
