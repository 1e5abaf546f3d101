import { EMPTY_DRAFT, type LabelDraft } from '#lib/labels/label-draft';
import { type DeviceStore, readJson } from './annotation-store';

/** What is kept of a comparison that is not submitted yet: the form so far, and the time spent on it. */
export interface KeptDraft {
  draft: LabelDraft;
  activeMs: number;
  at: number;
}

const KEPT_DAYS = 14;

/** Drafts per assignment, on this device. */
export function draftStore(store: DeviceStore, scope: string) {
  const prefix = `concord.draft.${scope}.`;
  return {
    read(assignmentId: string): KeptDraft {
      const kept = readJson<KeptDraft>(store, prefix + assignmentId);
      return kept?.draft
        ? { ...kept, draft: { ...EMPTY_DRAFT, ...kept.draft } }
        : { draft: EMPTY_DRAFT, activeMs: 0, at: 0 };
    },
    write(assignmentId: string, draft: LabelDraft, activeMs: number): void {
      const kept: KeptDraft = { draft, activeMs, at: Date.now() };
      store.write(prefix + assignmentId, JSON.stringify(kept));
    },
    forget: (assignmentId: string) => store.remove(prefix + assignmentId),
    /** Drafts of comparisons that never came back would fill the device. */
    forgetOld(now: number): void {
      for (const key of store.keys(prefix)) {
        if (now - (readJson<KeptDraft>(store, key)?.at ?? 0) > KEPT_DAYS * 86_400_000) store.remove(key);
      }
    },
  };
}

/** A label that can be taken back. */
export interface Submitted {
  assignmentId: string;
  draft: LabelDraft;
  activeMs: number;
}

const REMEMBERED = 20;

/** The labels of this device that `Z` takes back, latest last; they outlive a reload. */
export function historyStore(store: DeviceStore, scope: string) {
  const key = `concord.history.${scope}`;
  const read = (): Submitted[] => readJson<Submitted[]>(store, key) ?? [];
  return {
    latest: (): Submitted | null => read().at(-1) ?? null,
    push: (submitted: Submitted) =>
      store.write(key, JSON.stringify([...read(), submitted].slice(-REMEMBERED))),
    /** A label among them was changed: what comes back is the change. */
    change: (submitted: Submitted) =>
      store.write(
        key,
        JSON.stringify(read().map((s) => (s.assignmentId === submitted.assignmentId ? submitted : s))),
      ),
    remove: (assignmentId: string) =>
      store.write(key, JSON.stringify(read().filter((s) => s.assignmentId !== assignmentId))),
    pop: () => store.write(key, JSON.stringify(read().slice(0, -1))),
  };
}
