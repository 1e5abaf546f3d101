import {
  inOrder,
  type LabelEntry,
  nextEntry,
  type Outbox,
  type OutboxEntry,
  type OutboxStatus,
  type Outcome,
  outboxStatus,
  retryDelayMs,
  type Trouble,
  withOutcome,
  withRetry,
  withRevision,
  withUndo,
} from '#lib/labels/label-outbox';
import { type DeviceStore, newKey, readJson } from './annotation-store';

export interface OutboxView {
  entries: Outbox;
  status: OutboxStatus;
  /** False when this browser keeps nothing: closing the page would lose what is not sent. */
  durable: boolean;
}

interface OutboxParts {
  /** Whose outbox: project and person. Another person on the same device has their own. */
  scope: string;
  store: DeviceStore;
  send: (entry: OutboxEntry, now: number) => Promise<Outcome>;
  online?: () => boolean;
  /** Hears why an undo was refused: the label that it was for stands. */
  onRefusedUndo?: (reason: string) => void;
  now?: () => number;
  random?: () => number;
  /** Runs the work unless another tab of this person is at it; says whether it ran. */
  exclusively?: (work: () => Promise<void>) => Promise<boolean>;
}

const ANOTHER_TAB_MS = 2000;
/** Where only a person's act helps: signing in, reading the guideline. */
const ASK_AGAIN_MS = 30_000;

export const EMPTY_VIEW: OutboxView = { entries: [], status: { kind: 'saved' }, durable: true };

/**
 * Keeps labels on the device until the server has acknowledged them, and sends them in order. Each entry is a stored item
 * of its own, so that two tabs never overwrite each other.
 */
export class LabelOutbox {
  private readonly parts: Required<OutboxParts>;
  private readonly listeners = new Set<() => void>();
  private view: OutboxView = EMPTY_VIEW;
  private trouble: Trouble | null = null;
  private failures = 0;
  private durable = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;
  private closed = false;

  constructor(parts: OutboxParts) {
    this.parts = {
      online: () => true,
      onRefusedUndo: () => {},
      now: Date.now,
      random: Math.random,
      exclusively: async (work) => {
        await work();
        return true;
      },
      ...parts,
    };
    this.refresh();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): OutboxView => this.view;

  /** Reads the device again: another tab may have written or sent something. */
  refresh(): void {
    const { store } = this.parts;
    const entries = store
      .keys(this.prefix)
      .map((key) => readJson<OutboxEntry>(store, key))
      .filter((entry): entry is OutboxEntry => entry !== null);
    const ordered = inOrder(entries);
    this.view = { entries: ordered, status: outboxStatus(ordered, this.trouble), durable: this.durable };
    for (const listener of this.listeners) listener();
  }

  add(entry: OutboxEntry): void {
    this.change((entries) => [...entries, entry]);
    void this.flush();
  }

  undo(assignmentId: string): void {
    this.change((entries) => withUndo(entries, assignmentId, newKey(), this.parts.now()));
    void this.flush();
  }

  revise(revision: LabelEntry): void {
    this.change((entries) => withRevision(entries, revision));
    void this.flush();
  }

  /** Now, not when the wait is over; refused labels are tried again too. */
  retry(): Promise<void> {
    this.change(withRetry);
    return this.flush();
  }

  /** Its owner gives a refused label up. */
  discard(key: string): void {
    this.change((entries) => entries.filter((entry) => entry.key !== key));
  }

  /** The connection went or came back. */
  connection(online: boolean): void {
    if (online) {
      this.failures = 0;
      void this.flush();
    } else {
      this.trouble = 'offline';
      this.refresh();
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  open(): void {
    this.closed = false;
    void this.flush();
  }

  async flush(): Promise<void> {
    if (this.sending || this.closed || !nextEntry(this.view.entries)) return;
    this.sending = true;
    clearTimeout(this.timer);
    let ran = false;
    try {
      ran = await this.parts.exclusively(() => this.sendAll());
      if (!ran) this.later(ANOTHER_TAB_MS);
    } finally {
      this.sending = false;
      this.refresh();
    }
    // Something may have been added between the last look and the end of sending.
    if (ran && nextEntry(this.view.entries) && !this.trouble) void this.flush();
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      this.refresh();
      const entry = nextEntry(this.view.entries);
      if (!entry || this.closed) return;
      // Counted before it leaves: from now on it may have arrived, whatever is heard of it.
      this.change((entries) =>
        entries.map((e) => (e.key === entry.key ? { ...e, attempts: e.attempts + 1 } : e)),
      );
      const outcome = await this.parts.send(entry, this.parts.now());
      this.failures = outcome.kind === 'again' ? this.failures + 1 : 0;
      this.trouble = this.troubleOf(outcome);
      this.change((entries) => withOutcome(entries, entry.key, outcome));
      if (outcome.kind === 'refused' && entry.kind === 'undo') this.parts.onRefusedUndo(outcome.message);
      if (outcome.kind === 'sign-in' || outcome.kind === 'guideline') return this.later(ASK_AGAIN_MS);
      if (outcome.kind === 'again') return this.later(retryDelayMs(this.failures, this.parts.random()));
    }
  }

  private troubleOf(outcome: Outcome): Trouble | null {
    if (outcome.kind === 'again') return this.parts.online() ? 'unreachable' : 'offline';
    if (outcome.kind === 'sign-in') return 'signed-out';
    return outcome.kind === 'guideline' ? 'guideline' : null;
  }

  private later(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private change(work: (entries: Outbox) => Outbox): void {
    const { store } = this.parts;
    this.refresh();
    const before = this.view.entries;
    const after = work(before);
    for (const entry of before) if (!after.some((e) => e.key === entry.key)) store.remove(this.place(entry));
    for (const entry of after) {
      if (!before.includes(entry))
        this.durable = store.write(this.place(entry), JSON.stringify(entry)) && this.durable;
    }
    if (after.length === 0) this.durable = true;
    this.refresh();
  }

  private get prefix(): string {
    return `concord.outbox.${this.parts.scope}.`;
  }

  private place(entry: OutboxEntry): string {
    return `${this.prefix}${entry.key}`;
  }
}
