'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { HELD, mergedQueue } from '#lib/labels/annotation-queue';
import type { LabelDraft } from '#lib/labels/label-draft';
import { nextEntry, settledAssignments } from '#lib/labels/label-outbox';
import type { ShownComparison } from '#lib/labels/next-comparisons';
import { draftStore, historyStore, type Submitted } from './annotation-drafts';
import { type FeedState, fetchComparisons } from './annotation-feed';
import { useOutbox } from './annotation-outbox';
import { newKey } from './annotation-store';

const ASK_AGAIN_MS = 30_000;
/** A sixth of the shortest sensible lease: who thinks for long keeps their place. */
const RENEW_MS = 5 * 60_000;

export interface SessionStart {
  slug: string;
  userId: string;
  comparisons: ShownComparison[];
  progress: { labels: number; waiting: number };
  paused: string | null;
}

/** What is on the labelling page: the comparisons held, what was done with them, and what the server knows of it. */
export function useAnnotationSession(start: SessionStart) {
  const { slug, userId } = start;
  const { outbox, store, view } = useOutbox(slug, userId);
  const drafts = useMemo(() => draftStore(store, `${slug}.${userId}`), [store, slug, userId]);
  const history = useMemo(() => historyStore(store, `${slug}.${userId}`), [store, slug, userId]);
  const [queue, setQueue] = useState(start.comparisons);
  const [feed, setFeed] = useState<FeedState>(() =>
    start.paused
      ? { kind: 'paused', message: start.paused }
      : { kind: start.comparisons.length > 0 ? 'ready' : 'empty' },
  );
  const [progress, setProgress] = useState(() => ({
    labels: start.progress.labels,
    total: start.progress.labels + start.progress.waiting,
  }));
  const [latest, setLatest] = useState<Submitted | null>(null);
  // Done in this page, whatever an answer that was on its way says.
  const done = useRef(new Set<string>());
  const shown = useRef(new Map<string, ShownComparison>());
  const asking = useRef(false);
  const askedMeanwhile = useRef(false);
  const bringingBack = useRef(false);

  const refill = useCallback(
    async (withProgress: boolean) => {
      if (asking.current) {
        askedMeanwhile.current = true;
        return;
      }
      asking.current = true;
      const onTheWay = settledAssignments(outbox.snapshot().entries).size;
      const keep = !bringingBack.current;
      const answer = await fetchComparisons(slug, Math.min(12, HELD + onTheWay), withProgress);
      asking.current = false;
      if (answer.kind === 'comparisons') {
        if (!keep) bringingBack.current = false;
        setQueue((held) => mergedQueue(keep ? held : [], answer.comparisons, done.current));
        const open = answer.comparisons.some((c) => !done.current.has(c.assignmentId));
        setFeed({ kind: open ? 'ready' : 'empty' });
        if (answer.progress && !nextEntry(outbox.snapshot().entries)) {
          const { labels, waiting } = answer.progress;
          setProgress({ labels, total: labels + waiting });
        }
      } else {
        // While there is something to label, a server out of reach is the outbox's to tell.
        setFeed(answer);
        if (answer.kind === 'paused') setQueue([]);
      }
      if (askedMeanwhile.current) {
        askedMeanwhile.current = false;
        void refill(withProgress);
      }
    },
    [outbox, slug],
  );

  useEffect(() => {
    drafts.forgetOld(Date.now());
    setLatest(history.latest());
  }, [drafts, history]);

  // Another tab of this person may have labelled what is held here.
  useEffect(() => {
    for (const id of settledAssignments(view.entries)) done.current.add(id);
    setQueue((held) => {
      const open = held.filter((c) => !done.current.has(c.assignmentId));
      return open.length === held.length ? held : open;
    });
  }, [view.entries]);

  const waiting = nextEntry(view.entries) !== null;
  const held = queue.length;
  useEffect(() => {
    if (feed.kind === 'paused') return;
    // An undo must have arrived before the server can give its comparison back.
    if (bringingBack.current && waiting) return;
    if ((held < HELD && !waiting) || held === 0) void refill(held === 0);
  }, [held, waiting, refill, feed.kind]);

  useEffect(() => {
    if (held > 0 && feed.kind === 'ready') return;
    const ask = () => void refill(true);
    const timer = setInterval(ask, ASK_AGAIN_MS);
    window.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', ask);
    };
  }, [held, feed.kind, refill]);

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refill(true);
    }, RENEW_MS);
    return () => clearInterval(timer);
  }, [refill]);

  const leave = (comparison: ShownComparison) => {
    shown.current.set(comparison.assignmentId, comparison);
    done.current.add(comparison.assignmentId);
    drafts.forget(comparison.assignmentId);
    setQueue((q) => q.filter((c) => c.assignmentId !== comparison.assignmentId));
  };
  const entryOf = (comparison: ShownComparison) => ({
    key: newKey(),
    assignmentId: comparison.assignmentId,
    at: Date.now(),
    attempts: 0,
    refusal: null,
  });

  const submit = (comparison: ShownComparison, draft: LabelDraft, activeMs: number) => {
    if (draft.choice === null) return;
    const { choice, strength, reasons, rationale } = draft;
    outbox.add({
      kind: 'label',
      ...entryOf(comparison),
      choice,
      strength,
      reasons,
      rationale: rationale.trim(),
      activeMs,
    });
    leave(comparison);
    const submitted = { assignmentId: comparison.assignmentId, draft, activeMs };
    history.push(submitted);
    setLatest(submitted);
    setProgress(({ labels, total }) => ({ labels: labels + 1, total: Math.max(total, labels + 1) }));
  };

  const skip = (comparison: ShownComparison, reason: string) => {
    outbox.add({ kind: 'skip', ...entryOf(comparison), reason });
    leave(comparison);
    setProgress(({ labels, total }) => ({ labels, total: Math.max(labels, total - 1) }));
  };

  /** Brings the last label's comparison back, filled in as it was. */
  const undo = (): boolean => {
    const last = history.latest();
    if (!last) return false;
    history.pop();
    setLatest(history.latest());
    drafts.write(last.assignmentId, last.draft, last.activeMs);
    done.current.delete(last.assignmentId);
    outbox.undo(last.assignmentId);
    setProgress(({ labels, total }) => ({ labels: Math.max(0, labels - 1), total }));
    const comparison = shown.current.get(last.assignmentId);
    if (comparison) {
      setQueue((q) => [comparison, ...q.filter((c) => c.assignmentId !== last.assignmentId)]);
      setFeed({ kind: 'ready' });
    } else {
      // Labelled before this page was loaded: the server gives it back as soon as it knows.
      bringingBack.current = true;
      setQueue([]);
      setFeed({ kind: 'loading' });
    }
    return true;
  };

  return { queue, feed, progress, latest, outbox, view, drafts, submit, skip, undo, refill };
}

export type AnnotationSession = ReturnType<typeof useAnnotationSession>;
