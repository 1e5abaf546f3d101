'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { toast } from '#components/ui/toaster';
import { type DeviceStore, deviceStore } from './annotation-store';
import { EMPTY_VIEW, LabelOutbox, type OutboxView } from './label-outbox';
import { outboxSender } from './label-outbox-sender';

const browserStorage = (): Storage | null => {
  try {
    return typeof window === 'undefined' ? null : window.localStorage;
  } catch {
    return null;
  }
};

function makeOutbox(slug: string, userId: string) {
  const store = deviceStore(browserStorage());
  const scope = `${slug}.${userId}`;
  const outbox = new LabelOutbox({
    scope,
    store,
    send: outboxSender(`/api/projects/${slug}/annotate`),
    online: () => navigator.onLine,
    onRefusedUndo: (reason) => toast.warning(`Your label stands. ${reason}`),
    exclusively: async (work) => {
      // Locks exist only on secure origins; without them two tabs may send the same entry, which its key makes harmless.
      if (!navigator.locks) {
        await work();
        return true;
      }
      return navigator.locks.request(`concord.outbox.${scope}`, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
        return lock !== null;
      });
    },
  });
  return { outbox, store };
}

/** This person's outbox on this device, sending while the page is open. */
export function useOutbox(
  slug: string,
  userId: string,
): { outbox: LabelOutbox; store: DeviceStore; view: OutboxView } {
  const [{ outbox, store }] = useState(() => makeOutbox(slug, userId));
  const view = useSyncExternalStore(outbox.subscribe, outbox.snapshot, () => EMPTY_VIEW);
  useEffect(() => {
    const online = () => outbox.connection(true);
    const offline = () => outbox.connection(false);
    const elsewhere = (event: StorageEvent) => {
      if (!event.key || event.key.startsWith('concord.outbox.')) outbox.refresh();
    };
    const shown = () => {
      if (document.visibilityState === 'visible') void outbox.flush();
    };
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    window.addEventListener('storage', elsewhere);
    document.addEventListener('visibilitychange', shown);
    outbox.open();
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      window.removeEventListener('storage', elsewhere);
      document.removeEventListener('visibilitychange', shown);
      outbox.close();
    };
  }, [outbox]);
  const atRisk = !view.durable && view.entries.length > 0;
  useEffect(() => {
    if (!atRisk) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [atRisk]);
  return { outbox, store, view };
}
