import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { mergedQueue } from '#lib/labels/annotation-queue';
import {
  type LabelEntry,
  nextEntry,
  type Outbox,
  type Outcome,
  outcomeOf,
  retryDelayMs,
  settledAssignments,
  withOutcome,
} from '#lib/labels/label-outbox';
import type { ShownComparison } from '#lib/labels/next-comparisons';
import type { SimulatedLabel } from './behaviours';
import { Session } from './session';

export interface ClientOptions {
  address: string;
  project: string;
  email: string;
  password: string;
  /** Comparisons held at once, as the page does. */
  held: number;
  /** How long after the first failure it goes on trying before it gives up, in milliseconds. */
  patienceMs: number;
}

/** What a client has done so far. */
export interface ClientTally {
  labels: number;
  retries: number;
  refused: { code: string; message: string }[];
  latenciesMs: number[];
  /** Idempotency keys that the server acknowledged. */
  acknowledged: string[];
}

/**
 * One annotator as a program: signs in, takes comparisons, submits labels and takes the next ones with the answer. Keeps
 * labels in the same outbox as the page does until they are acknowledged, so a server that goes away and comes back loses
 * none and gets none twice.
 */
export class AnnotatorClient {
  readonly tally: ClientTally = { labels: 0, retries: 0, refused: [], latenciesMs: [], acknowledged: [] };
  private readonly options: ClientOptions;
  private readonly session: Session;
  private outbox: Outbox = [];
  private queue: readonly ShownComparison[] = [];

  constructor(options: ClientOptions) {
    this.options = options;
    this.session = new Session(options.address);
  }

  async signIn(): Promise<boolean> {
    return this.untilReached(() => this.session.signIn(this.options.email, this.options.password));
  }

  /** The comparison to label now; null when none waits. */
  async current(): Promise<ShownComparison | null> {
    if (!this.queue.length) {
      const answer = await this.ask(`next?count=${this.options.held}`);
      this.take(((await answer.json()) as { comparisons: ShownComparison[] }).comparisons);
    }
    return this.queue[0] ?? null;
  }

  /** Puts the label of the current comparison into the outbox and sends what is there until it is empty. */
  async submit(label: SimulatedLabel): Promise<void> {
    const shown = this.queue[0]!;
    const { choice, strength, activeMs, rationale } = label;
    const entry: LabelEntry = {
      kind: 'label',
      key: randomUUID(),
      assignmentId: shown.assignmentId,
      at: Date.now(),
      attempts: 0,
      refusal: null,
      ...{ choice, strength, activeMs, rationale, reasons: [] },
    };
    this.outbox = [...this.outbox, entry];
    this.queue = this.queue.slice(1);
    await this.flush();
  }

  private async flush(): Promise<void> {
    let failures = 0;
    for (let entry = nextEntry(this.outbox); entry?.kind === 'label'; entry = nextEntry(this.outbox)) {
      const outcome = await this.send(entry);
      this.outbox = withOutcome(this.outbox, entry.key, outcome);
      if (outcome.kind === 'again') {
        this.tally.retries++;
        await pause(Math.min(2000, retryDelayMs(++failures, Math.random())));
      } else if (outcome.kind === 'sign-in') await this.signIn();
      else if (outcome.kind === 'refused')
        this.tally.refused.push({ code: outcome.code, message: outcome.message });
      else {
        this.tally.labels++;
        this.tally.acknowledged.push(entry.key);
      }
    }
    // What was refused is told at the end; it is not sent for ever.
    this.outbox = [];
  }

  private async send(entry: LabelEntry): Promise<Outcome> {
    const { assignmentId, key, choice, strength, reasons, rationale, activeMs, at } = entry;
    const body = { assignmentId, idempotencyKey: key, choice, strength, reasons, activeMs };
    const began = performance.now();
    try {
      const answer = await this.session.request(this.path('labels'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...body,
          rationale: rationale || null,
          chosenAgoMs: Math.max(0, Date.now() - at),
          next: this.options.held,
        }),
      });
      const said = (await answer.json().catch(() => null)) as {
        comparisons?: ShownComparison[] | null;
        error?: { code: string; message: string };
      } | null;
      // An answer that broke off in the middle says nothing.
      const outcome = said
        ? outcomeOf(answer.status, said.error?.code ?? 'unknown', said.error?.message ?? '')
        : outcomeOf(answer.ok ? null : answer.status, 'unknown', 'no answer');
      if (outcome.kind === 'accepted') {
        this.tally.latenciesMs.push(performance.now() - began);
        if (said?.comparisons) this.take(said.comparisons, assignmentId);
      }
      return outcome;
    } catch {
      return { kind: 'again' };
    }
  }

  private take(fetched: readonly ShownComparison[], justDone?: string): void {
    const done = settledAssignments(this.outbox);
    if (justDone) done.add(justDone);
    this.queue = mergedQueue(this.queue, fetched, done);
  }

  private async ask(what: string): Promise<Response> {
    return this.untilReached(async () => {
      const answer = await this.session.request(this.path(what));
      if (answer.ok) return answer;
      const outcome = outcomeOf(answer.status, '', '');
      if (outcome.kind === 'sign-in') await this.session.signIn(this.options.email, this.options.password);
      const said = await answer.text();
      if (outcome.kind === 'refused') throw new Refusal(`${what}: ${answer.status} ${said}`);
      throw new Error(`${answer.status}`);
    });
  }

  private async untilReached<T>(work: () => Promise<T>): Promise<T> {
    const until = Date.now() + this.options.patienceMs;
    for (let failures = 1; ; failures++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof Refusal || Date.now() > until) throw error;
        this.tally.retries++;
        await pause(Math.min(2000, retryDelayMs(failures, Math.random())));
      }
    }
  }

  private path(what: string): string {
    return `/api/projects/${encodeURIComponent(this.options.project)}/annotate/${what}`;
  }
}

/** The server was reached and said no. */
export class Refusal extends Error {}
