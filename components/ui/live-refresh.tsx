'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

interface LiveRefreshProps {
  address: string;
  about: string[];
  /** When the server began to draw the page, in its own milliseconds since 1970: changes after that are told when it connects. */
  drawn: number;
}

/** Reads the page's server parts again when the project changes: at once, then at most twice a second. */
export function LiveRefresh({ address, about, drawn }: LiveRefreshProps) {
  const router = useRouter();
  // Drawing again goes on listening on the same connection.
  const [since] = useState(drawn);
  const wanted = about.join(' ');
  useEffect(() => {
    const topics = new Set(wanted.split(' '));
    const events = new EventSource(`${address}?since=${since}`);
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
    return () => {
      events.close();
      clearTimeout(timer);
    };
  }, [address, router, since, wanted]);
  return null;
}
