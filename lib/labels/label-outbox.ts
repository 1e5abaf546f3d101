import type { Choice } from '#prisma/generated/enums';
import type { LabelFlag } from './label-flag';
import type { AspectChoice } from './label-form';

/*
 * What an annotator has done that the server has not acknowledged yet, in order. Pure: storage, network and clock are the
 * caller's. Nothing leaves the outbox except by an acknowledgement, by an undo of something that was never sent, or by
 * its owner's own hand.
 */

interface EntryBase {
  /** Idempotency key: the server does the same thing once, however often it is sent. */
  key: string;
  assignmentId: string;
  /** Wall clock, milliseconds. Entries are sent in this order. */
  at: number;
  /** Raised before each try, so that 0 means that it never left this device. */
  attempts: number;
  /** The server's own refusal; such an entry is not sent again by itself. */
  refusal: { code: string; message: string } | null;
}

export interface LabelEntry extends EntryBase {
  kind: 'label';
  choice: Choice;
  strength: number | null;
  aspects?: Record<string, AspectChoice>;
  reasons: string[];
  rationale: string;
  flag?: LabelFlag | null;
  activeMs: number;
  /** The guideline version that it was chosen by. */
  guideline?: number | null;
  /** A change of a label that was submitted before. */
  revises?: boolean;
}

export interface UndoEntry extends EntryBase {
  kind: 'undo';
}

export interface SkipEntry extends EntryBase {
  kind: 'skip';
  reason: string;
  flag?: LabelFlag | null;
}

export type OutboxEntry = LabelEntry | UndoEntry | SkipEntry;
export type Outbox = readonly OutboxEntry[];

/** Entries in the order in which they happened; two of one instant by their keys, so that every tab agrees. */
export const inOrder = (entries: Outbox): Outbox =>
  [...entries].sort((x, y) => x.at - y.at || (x.key < y.key ? -1 : 1));

/** The entry to send now: the oldest that is not refused. Later ones wait for it, because an undo follows its label. */
export const nextEntry = (outbox: Outbox): OutboxEntry | null => outbox.find((e) => !e.refusal) ?? null;

const unsentLabel = (outbox: Outbox, assignmentId: string): LabelEntry | undefined => {
  const last = outbox.findLast((e): e is LabelEntry => e.kind === 'label' && e.assignmentId === assignmentId);
  return last && (last.attempts === 0 || last.refusal) ? last : undefined;
};

/**
 * Takes back the label of an assignment. A label that never left this device is simply removed; one that may have
 * arrived gets an undo after it.
 */
export function withUndo(outbox: Outbox, assignmentId: string, key: string, at: number): Outbox {
  const unsent = unsentLabel(outbox, assignmentId);
  const rest = outbox.filter((e) => e !== unsent);
  // A change that never left is gone with its entry; the label that it changed still has to be taken back.
  if (unsent && !unsent.revises) return rest;
  return [...rest, { kind: 'undo', key, assignmentId, at, attempts: 0, refusal: null }];
}

/** Changes a label: in place while it has not left this device, else by a revision after it. */
export function withRevision(outbox: Outbox, revision: LabelEntry): Outbox {
  const unsent = unsentLabel(outbox, revision.assignmentId);
  if (!unsent) return [...outbox, { ...revision, revises: true }];
  const { key, at, revises } = unsent;
  return outbox.map((e) => (e === unsent ? { ...revision, key, at, revises } : e));
}

/** What an answer means for the entry that was sent. */
export type Outcome =
  | { kind: 'accepted' }
  /** Not reached, overloaded or broken: the same again later. */
  | { kind: 'again' }
  /** The session has ended: again after signing in. */
  | { kind: 'sign-in' }
  /** A new guideline is in force: again after its changes were read. */
  | { kind: 'guideline' }
  | { kind: 'refused'; code: string; message: string };

/** @param status HTTP status, or null when no answer came. */
export function outcomeOf(status: number | null, code: string, message: string): Outcome {
  if (status === null || status >= 500 || status === 408 || status === 425 || status === 429)
    return { kind: 'again' };
  if (status < 300) return { kind: 'accepted' };
  // A redirect to the sign-in page is a session that ended, too.
  if (status === 401 || status < 400) return { kind: 'sign-in' };
  if (code === 'guideline_unread') return { kind: 'guideline' };
  return { kind: 'refused', code, message };
}

/** The outbox after an answer for one of its entries. */
export function withOutcome(outbox: Outbox, key: string, outcome: Outcome): Outbox {
  const entry = outbox.find((e) => e.key === key);
  if (!entry) return outbox;
  if (outcome.kind === 'accepted') return outbox.filter((e) => e !== entry);
  if (outcome.kind !== 'refused') return outbox;
  // Without its label there is nothing to undo; and a place that cannot be given back is not the annotator's worry.
  if (entry.kind !== 'label') return outbox.filter((e) => e !== entry);
  const undone = outbox.find(
    (e) => e.kind === 'undo' && e.assignmentId === entry.assignmentId && e.at >= entry.at,
  );
  if (undone) return outbox.filter((e) => e !== entry && e !== undone);
  const refusal = { code: outcome.code, message: outcome.message };
  return outbox.map((e) => (e === entry ? { ...e, refusal } : e));
}

/** Refused labels are to be sent again, because their owner says so. */
export const withRetry = (outbox: Outbox): Outbox =>
  outbox.map((e) => (e.refusal ? { ...e, refusal: null } : e));

/** Assignments that are done on this device, whether or not the server knows: they must not be shown again. */
export function settledAssignments(outbox: Outbox): Set<string> {
  const settled = new Set<string>();
  for (const entry of inOrder(outbox)) {
    if (entry.kind === 'undo') settled.delete(entry.assignmentId);
    else settled.add(entry.assignmentId);
  }
  return settled;
}

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60_000;

/** How long to wait after that many failed tries: doubling to a minute, spread by `jitter` in [0, 1). */
export function retryDelayMs(failures: number, jitter: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
  return delay * (0.75 + jitter / 2);
}

/** Why what is on this device has not arrived. */
export type Trouble = 'offline' | 'unreachable' | 'signed-out' | 'guideline';

/** What the page says about its outbox. */
export type OutboxStatus =
  | { kind: 'saved' }
  | { kind: 'saving'; count: number }
  | { kind: 'kept'; count: number; why: Trouble }
  | { kind: 'refused'; count: number };

/** @param trouble why the last try did not arrive; null when it did, or when nothing was tried yet. */
export function outboxStatus(outbox: Outbox, trouble: Trouble | null): OutboxStatus {
  const waiting = outbox.filter((e) => !e.refusal).length;
  if (waiting > 0)
    return trouble ? { kind: 'kept', count: waiting, why: trouble } : { kind: 'saving', count: waiting };
  const refused = outbox.length - waiting;
  return refused > 0 ? { kind: 'refused', count: refused } : { kind: 'saved' };
}
