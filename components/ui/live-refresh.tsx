'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Reads the page's server parts again when the project changes: at once, then at most twice a second. Whenever the
 * connection opens, the first time too, it reads once more, so that nothing is missed.
 */
export function LiveRefresh({ address, about }: { address: string; about: string[] }) {
  const router = useRouter();
  const wanted = about.join(' ');
  useEffect(() => {
    const topics = new Set(wanted.split(' '));
    const events = new EventSource(address);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const refresh = () => {
      if (timer) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          router.refresh();
        },
        Math.max(0, 500 - (performance.now() - last)),
      );
    };
    events.onmessage = ({ data }) => {
      if (topics.has(data) || data === 'connection') refresh();
    };
    // What changed between the drawing of the page and now was announced to nobody.
    events.onopen = refresh;
    return () => {
      events.close();
      clearTimeout(timer);
    };
  }, [address, router, wanted]);
  return null;
}
