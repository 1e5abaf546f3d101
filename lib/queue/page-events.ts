import { listen } from './listen';

/** What changed in a project: the name of the table that an open page may want to read again. */
export interface PageEvent {
  project: string;
  about: string;
}

type Listener = (event: PageEvent) => void;

interface Hub {
  listeners: Set<Listener>;
  started: boolean;
  /** Milliseconds since 1970 from which on no announcement was missed; null while there is no connection. */
  hearsSince: number | null;
  /** By project, then by what changed: when that was last announced. */
  last: Map<string, Map<string, number>>;
}

const kept = globalThis as typeof globalThis & { concordPageEvents?: Hub };
kept.concordPageEvents ??= { listeners: new Set(), started: false, hearsSince: null, last: new Map() };

/** A page may have been drawn by a machine whose clock is a little ahead of this one's. */
const CLOCK_MARGIN_MS = 1000;

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
      (payload) => {
        const event = JSON.parse(payload) as PageEvent;
        const changes = hub.last.get(event.project) ?? new Map<string, number>();
        hub.last.set(event.project, changes.set(event.about, Date.now()));
        tell(event);
      },
      () => {
        hub.hearsSince = Date.now();
        hub.last.clear();
        tell({ project: '*', about: MISSED });
      },
    );
  }
  return () => hub.listeners.delete(listener);
}

/** Told in the place of a change: anything may have changed, unheard. */
export const MISSED = 'connection';

/**
 * What was announced for a project after that moment (milliseconds since 1970); `MISSED` alone where that is not known. While
 * there is no connection nothing: everybody is told when there is one.
 */
export function pageEventsSince(project: string, moment: number): string[] {
  const { hearsSince, last } = kept.concordPageEvents!;
  const from = moment - CLOCK_MARGIN_MS;
  if (hearsSince === null) return [];
  if (hearsSince > from) return [MISSED];
  return [...(last.get(project) ?? [])].filter(([, at]) => at >= from).map(([about]) => about);
}
