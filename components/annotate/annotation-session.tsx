'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { HELD, mergedQueue } from '#lib/labels/annotation-queue';
import type { LabelDraft } from '#lib/labels/label-draft';
import { type LabelEntry, nextEntry, settledAssignments } from '#lib/labels/label-outbox';
import type { ShownComparison } from '#lib/labels/next-comparisons';
import type { Reopened } from '#lib/labels/own-history';
import { draftStore, historyStore, type Submitted } from './annotation-drafts';
import { ask, type FeedState, fetchComparisons } from './annotation-feed';
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
  /** Of guideline and form. */
  version: string;
}

/** A comparison as the page works on it: a new one, or one that was labelled and is opened again. */
export type WorkComparison = Reopened['comparison'];

/** What is on the labelling page: the comparisons held, what was done with them, and what the server knows of it. */
export function useAnnotationSession(start: SessionStart, guideline: number | null) {
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
  const [reopened, setReopened] = useState<Reopened | null>(null);
  const [newest, setNewest] = useState(start.version);
  // Done in this page, whatever an answer that was on its way says.
  const done = useRef(new Set<string>());
  const shown = useRef(new Map<string, ShownComparison>());
  const asking = useRef(false);
  const askedMeanwhile = useRef(false);
  const bringingBack = useRef(false);

  const refill = useCallback(
    async (withProgress: boolean) => {
      // Until an undo has arrived, the server cannot give its comparison back; when it has, this is called again.
      if (bringingBack.current && nextEntry(outbox.snapshot().entries)) return;
      if (asking.current) {
        askedMeanwhile.current = true;
        return;
      }
      asking.current = true;
      const onTheWay = settledAssignments(outbox.snapshot().entries).size;
      const keep = !bringingBack.current;
      const answer = await fetchComparisons(slug, Math.min(12, HELD + onTheWay), withProgress);
      asking.current = false;
      if (keep && bringingBack.current) {
        // Asked before the undo: what came is not what is wanted on screen now.
        askedMeanwhile.current = false;
        return void refill(withProgress);
      }
      if (answer.kind === 'comparisons') {
        if (!keep) bringingBack.current = false;
        setNewest(answer.version);
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

  const leave = (comparison: WorkComparison) => {
    done.current.add(comparison.assignmentId);
    drafts.forget(comparison.assignmentId);
    setQueue((q) => {
      for (const held of q) shown.current.set(held.assignmentId, held);
      return q.filter((c) => c.assignmentId !== comparison.assignmentId);
    });
  };
  const entryOf = (comparison: WorkComparison) => ({
    key: newKey(),
    assignmentId: comparison.assignmentId,
    at: Date.now(),
    attempts: 0,
    refusal: null,
  });
  const labelEntry = (comparison: WorkComparison, draft: LabelDraft, activeMs: number): LabelEntry => ({
    kind: 'label',
    ...entryOf(comparison),
    ...draft,
    choice: draft.choice!,
    rationale: draft.rationale.trim(),
    activeMs,
    guideline,
  });

  const submit = (comparison: WorkComparison, draft: LabelDraft, activeMs: number) => {
    outbox.add(labelEntry(comparison, draft, activeMs));
    leave(comparison);
    const submitted = { assignmentId: comparison.assignmentId, draft, activeMs };
    history.push(submitted);
    setLatest(submitted);
    setProgress(({ labels, total }) => ({ labels: labels + 1, total: Math.max(total, labels + 1) }));
  };

  const skip = (comparison: WorkComparison, reason: string, flag: LabelDraft['flag']) => {
    outbox.add({ kind: 'skip', ...entryOf(comparison), reason, flag });
    leave(comparison);
    setProgress(({ labels, total }) => ({ labels, total: Math.max(labels, total - 1) }));
  };

  /** Opens one of the last labels to be changed; says what is in the way, or null. */
  const reopen = async (assignmentId: string): Promise<string | null> => {
    const found = await ask<Reopened>(slug, `history/${assignmentId}`);
    if ('problem' in found) return found.problem;
    setReopened(found.answer);
    return null;
  };
  const revise = (comparison: WorkComparison, draft: LabelDraft, activeMs: number) => {
    outbox.revise(labelEntry(comparison, draft, activeMs));
    drafts.forget(revisionDraft(comparison.assignmentId));
    history.change({ assignmentId: comparison.assignmentId, draft, activeMs });
    setLatest(history.latest());
    setReopened(null);
  };
  const keepAsItWas = () => {
    if (reopened) drafts.forget(revisionDraft(reopened.comparison.assignmentId));
    setReopened(null);
  };

  /** Puts a comparison back on screen, filled in as it was. */
  const bringBack = ({ assignmentId, draft, activeMs }: Submitted) => {
    setReopened(null);
    drafts.write(assignmentId, draft, activeMs);
    done.current.delete(assignmentId);
    setProgress(({ labels, total }) => ({ labels: Math.max(0, labels - 1), total }));
    const comparison = shown.current.get(assignmentId);
    if (comparison) {
      setQueue((q) => [comparison, ...q.filter((c) => c.assignmentId !== assignmentId)]);
      setFeed({ kind: 'ready' });
    } else {
      // Labelled before this page was loaded: the server gives it back as soon as it knows.
      bringingBack.current = true;
      setQueue([]);
      setFeed({ kind: 'loading' });
    }
  };

  /** Takes the last label back. */
  const undo = (): boolean => {
    const last = history.latest();
    if (!last) return false;
    history.pop();
    setLatest(history.latest());
    outbox.undo(last.assignmentId);
    bringBack(last);
    return true;
  };

  /** Opens a label that the server refused, so that its owner can mend it. */
  const mend = (entry: LabelEntry) => {
    outbox.discard(entry.key);
    const { assignmentId, activeMs, choice, strength, aspects = {}, reasons, rationale, flag = null } = entry;
    const draft = { choice, strength, aspects, reasons, rationale, flag };
    if (entry.revises) {
      drafts.write(revisionDraft(assignmentId), draft, activeMs);
      return void reopen(assignmentId);
    }
    history.remove(assignmentId);
    setLatest(history.latest());
    bringBack({ assignmentId, draft, activeMs });
  };

  return {
    ...{ queue, feed, progress, latest, outbox, view, drafts, newest, reopened },
    ...{ submit, skip, undo, mend, refill, reopen, revise, keepAsItWas },
  };
}

/** Where the draft of a change is kept, apart from the draft of the label that it changes. */
export const revisionDraft = (assignmentId: string): string => `change.${assignmentId}`;

export type AnnotationSession = ReturnType<typeof useAnnotationSession>;
