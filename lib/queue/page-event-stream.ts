import { onPageEvent, pageEventsSince } from './page-events';

const KEEP_ALIVE_MS = 20_000;
/** After this long the browser connects again, so that a session that was ended does not listen on. */
const LONGEST_MS = 10 * 60_000;

/**
 * Server-sent events for one project: the name of what changed, from `since` on (milliseconds since 1970). What it is, the
 * page asks through its own door. Each carries its time as its id, which the browser hands back when it connects again.
 */
export function pageEventStream(projectId: string, since: number, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = (about: string) => send(`id: ${Date.now()}\ndata: ${about}\n\n`);
      const stopListening = onPageEvent((event) => {
        if (event.project === projectId || event.project === '*') tell(event.about);
      });
      const keepAlive = setInterval(() => send(`id: ${Date.now()}\n\n`), KEEP_ALIVE_MS);
      const end = () => {
        clearInterval(keepAlive);
        clearTimeout(longest);
        stopListening();
        signal.removeEventListener('abort', end);
        try {
          controller.close();
        } catch {
          // The browser has closed it already.
        }
      };
      const longest = setTimeout(end, LONGEST_MS);
      signal.addEventListener('abort', end);
      send(`retry: 1000\nid: ${Date.now()}\n\n`);
      // Listening began above, so what is announced meanwhile is told twice rather than never.
      for (const about of pageEventsSince(projectId, since)) tell(about);
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
