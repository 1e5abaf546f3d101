import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { isServerOf, notedServer } from './postgres-cluster';

/**
 * Watches the embedded server and starts it again when it died. The app's connections come back by themselves; only
 * when the server had to take another port does `onMoved` have work to do.
 */
export function keepPostgresRunning(
  first: EmbeddedPostgres,
  { say, onMoved }: { say: (sentence: string) => void; onMoved: (server: EmbeddedPostgres) => Promise<void> },
): () => void {
  let server = first;
  let isBusy = false;
  async function look(): Promise<void> {
    const noted = notedServer(server.home.data);
    if (noted && isServerOf(noted.pid, server.home.data)) return;
    say('PostgreSQL ended unexpectedly; it is started again.');
    const again = await startEmbeddedPostgres(server.home, true);
    const hasMoved = again.port !== server.port;
    server = again;
    if (hasMoved) await onMoved(again);
  }
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    look()
      .catch((error: Error) => say(error.message))
      .finally(() => {
        isBusy = false;
      });
  }, 1000);
  timer.unref();
  return () => clearInterval(timer);
}
