'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * Whether this is drawn in the browser: false on the server and in the first moment on the page. What is long, or what a
 * script draws anyway, is left out of the server's answer with it, so that a page of 300 people is as quick as one of three.
 */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * The rows of a long list that are drawn now: the first screenful on the server, all of them in the browser, where the rest
 * comes below what is being read.
 */
export function useFirstRows<Row>(rows: Row[], first = 8): Row[] {
  const inBrowser = useInBrowser();
  return inBrowser ? rows : rows.slice(0, first);
}
