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
