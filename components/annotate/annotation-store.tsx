/** The part of the browser's storage that the labelling page uses; a plain map where there is none, or no room. */
export interface DeviceStore {
  read(key: string): string | null;
  /** Whether it will still be there after the page is closed. */
  write(key: string, value: string): boolean;
  remove(key: string): void;
  keys(prefix: string): string[];
}

/** Storage of this browser. Reads see both: what is kept, and what only this page remembers. */
export function deviceStore(storage: Storage | null): DeviceStore {
  const memory = new Map<string, string>();
  // Private windows and full disks throw at any of these.
  const attempt = <T,>(work: (storage: Storage) => T, otherwise: T): T => {
    try {
      return storage ? work(storage) : otherwise;
    } catch {
      return otherwise;
    }
  };
  return {
    read: (key) => memory.get(key) ?? attempt((s) => s.getItem(key), null),
    write(key, value) {
      const kept = attempt((s) => {
        s.setItem(key, value);
        return true;
      }, false);
      if (kept) memory.delete(key);
      else memory.set(key, value);
      return kept;
    },
    remove(key) {
      memory.delete(key);
      attempt((s) => s.removeItem(key), undefined);
    },
    keys(prefix) {
      const stored = attempt((s) => Object.keys(s), []);
      return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix));
    },
  };
}

/** A stored value as it was written; null when there is none or it is not JSON. */
export function readJson<T>(store: DeviceStore, key: string): T | null {
  try {
    return JSON.parse(store.read(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Random and unguessable; `crypto.randomUUID` exists only on secure origins, and a lab's server may be plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
