import { onPageEvent } from './page-events';

const KEEP_ALIVE_MS = 20_000;
/** After this long the browser connects again, so that a session that was ended does not listen on. */
const LONGEST_MS = 10 * 60_000;

/** Server-sent events for one project: the name of what changed. What it is, the page asks through its own door. */
export function pageEventStream(projectId: string, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const stopListening = onPageEvent((event) => {
        if (event.project === projectId || event.project === '*') send(`data: ${event.about}\n\n`);
      });
      const keepAlive = setInterval(() => send(': alive\n\n'), KEEP_ALIVE_MS);
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
      send('retry: 1000\n\n');
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
