import { listen } from './listen';

/** What changed in a project: the name of the table that an open page may want to read again. */
export interface PageEvent {
  project: string;
  about: string;
}

type Listener = (event: PageEvent) => void;

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
    const tell = (event: PageEvent) => {
      for (const each of hub.listeners) each(event);
    };
    listen(
      'concord_page',
      (payload) => tell(JSON.parse(payload) as PageEvent),
      () => tell({ project: '*', about: 'connection' }),
    );
  }
  return () => hub.listeners.delete(listener);
}
