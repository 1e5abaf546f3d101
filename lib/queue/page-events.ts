import pg from 'pg';
import { setting } from '#lib/env';
import { log } from '#lib/log';

/** What changed in a project: the name of the table that an open page may want to read again. */
export interface PageEvent {
  project: string;
  about: string;
}

type Listener = (event: PageEvent) => void;

const RETRY_MS = 1000;
const kept = globalThis as typeof globalThis & {
  concordPageEvents?: { listeners: Set<Listener>; started: boolean };
};
kept.concordPageEvents ??= { listeners: new Set(), started: false };

/** Calls back for every change that the database announces, over one connection per process. Returns how to stop. */
export function onPageEvent(listener: Listener): () => void {
  const hub = kept.concordPageEvents!;
  hub.listeners.add(listener);
  if (!hub.started) {
    hub.started = true;
    void connect();
  }
  return () => hub.listeners.delete(listener);
}

/** One LISTEN connection; when it breaks (a restart of the database) it is opened again, and pages read anew. */
async function connect(): Promise<void> {
  const { listeners } = kept.concordPageEvents!;
  const client = new pg.Client({
    connectionString: setting('DATABASE_URL'),
    application_name: 'concord-pages',
    keepAlive: true,
  });
  let ended = false;
  const again = () => {
    if (ended) return;
    ended = true;
    client.end().catch(() => {});
    setTimeout(() => void connect(), RETRY_MS).unref();
  };
  client.on('error', again);
  client.on('end', again);
  client.on('notification', ({ payload }) => {
    const event = JSON.parse(payload ?? '{}') as PageEvent;
    for (const listener of listeners) listener(event);
  });
  try {
    await client.connect();
    await client.query('LISTEN concord_page');
    for (const listener of listeners) listener({ project: '*', about: 'connection' });
  } catch (error) {
    log('pages').warn({ err: error }, 'page events are out of reach; trying again');
    again();
  }
}
