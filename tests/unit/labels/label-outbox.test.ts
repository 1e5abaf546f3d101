import { describe, expect, it } from 'vitest';
import {
  inOrder,
  type LabelEntry,
  nextEntry,
  type Outbox,
  outboxStatus,
  outcomeOf,
  retryDelayMs,
  settledAssignments,
  withOutcome,
  withRetry,
  withRevision,
  withUndo,
} from '#lib/labels/label-outbox';

const label = (assignmentId: string, at: number, change: Partial<LabelEntry> = {}): LabelEntry => ({
  kind: 'label',
  key: `key-${assignmentId}-${at}`,
  assignmentId,
  at,
  attempts: 0,
  refusal: null,
  choice: 'A',
  strength: 2,
  reasons: [],
  rationale: '',
  activeMs: 1000,
  ...change,
});
const refusal = { code: 'lease_expired', message: 'Too late.' };

describe('the outbox', () => {
  it('sends the oldest first and steps over what was refused', () => {
    const outbox = inOrder([label('b', 2), label('a', 1, { refusal }), label('c', 3)]);
    expect(nextEntry(outbox)?.assignmentId).toBe('b');
    expect(nextEntry([])).toBeNull();
  });

  it('removes a label that never left when it is taken back, and sends an undo after one that may have arrived', () => {
    expect(withUndo([label('a', 1)], 'a', 'undo-key', 2)).toEqual([]);
    const sent = label('a', 1, { attempts: 1 });
    expect(withUndo([sent], 'a', 'undo-key', 2)).toEqual([
      sent,
      { kind: 'undo', key: 'undo-key', assignmentId: 'a', at: 2, attempts: 0, refusal: null },
    ]);
    expect(withUndo([], 'a', 'undo-key', 2)).toHaveLength(1);
  });

  it('changes a label in place while it has not left, and by a revision after it when it may have arrived', () => {
    const change = label('a', 5, { choice: 'B', key: 'change-key' });
    expect(withRevision([label('a', 1)], change)).toEqual([
      { ...change, key: 'key-a-1', at: 1, revises: undefined },
    ]);
    const sent = label('a', 1, { attempts: 1 });
    const both = withRevision([sent], change);
    expect(both).toEqual([sent, { ...change, revises: true }]);
    expect(withRevision([], change)).toEqual([{ ...change, revises: true }]);
    // A second change of mind before the first has left is one revision.
    expect(withRevision(both, label('a', 9, { choice: 'TIE' }))).toMatchObject([
      { choice: 'A' },
      { choice: 'TIE', key: 'change-key', at: 5, revises: true },
    ]);
    // Taken back altogether: the change that never left goes, and the label that may have arrived is undone.
    expect(withUndo(both, 'a', 'undo-key', 10)).toMatchObject([{ choice: 'A' }, { kind: 'undo' }]);
  });

  it('holds a label until the new guideline has been read, and refuses nothing over it', () => {
    const outbox: Outbox = [label('a', 1, { attempts: 1 })];
    const outcome = outcomeOf(409, 'guideline_unread', 'Read it.');
    expect(outcome).toEqual({ kind: 'guideline' });
    expect(withOutcome(outbox, outbox[0]!.key, outcome)).toBe(outbox);
    expect(outboxStatus(outbox, 'guideline')).toEqual({ kind: 'kept', count: 1, why: 'guideline' });
  });

  it('keeps an entry until the server has answered for good', () => {
    const outbox: Outbox = [label('a', 1, { attempts: 1 })];
    const key = outbox[0]!.key;
    for (const status of [null, 500, 502, 503, 504, 429, 408])
      expect(withOutcome(outbox, key, outcomeOf(status, '', ''))).toBe(outbox);
    for (const status of [401, 302, 307])
      expect(outcomeOf(status, '', ''), String(status)).toEqual({ kind: 'sign-in' });
    expect(withOutcome(outbox, key, outcomeOf(200, '', ''))).toEqual([]);
  });

  it('keeps a refused label with its reason, until its owner tries again or gives it up', () => {
    const outbox: Outbox = [label('a', 1), label('b', 2)];
    const refused = withOutcome(outbox, outbox[0]!.key, outcomeOf(409, 'lease_expired', 'Too late.'));
    expect(refused[0]!.refusal).toEqual(refusal);
    expect(nextEntry(refused)?.assignmentId).toBe('b');
    expect(nextEntry(withRetry(refused))?.assignmentId).toBe('a');
  });

  it('drops an undo together with the label that was refused before it', () => {
    const first = label('a', 1, { attempts: 1 });
    const outbox = withUndo([first], 'a', 'undo-key', 2);
    expect(withOutcome(outbox, first.key, outcomeOf(409, 'conflict', 'No.'))).toEqual([]);
  });

  it('knows what is done on this device, whatever the server knows', () => {
    const sent = label('a', 1, { attempts: 1 });
    expect([...settledAssignments([sent, label('b', 2)])]).toEqual(['a', 'b']);
    expect([...settledAssignments(withUndo([sent, label('b', 2)], 'a', 'k', 3))]).toEqual(['b']);
    const again = label('a', 4);
    expect(settledAssignments([...withUndo([sent], 'a', 'k', 3), again]).has('a')).toBe(true);
  });

  it('waits twice as long after each failure, up to about a minute', () => {
    expect([1, 2, 3, 4].map((n) => retryDelayMs(n, 0.5))).toEqual([1000, 2000, 4000, 8000]);
    expect(retryDelayMs(30, 0.5)).toBe(60_000);
    expect(retryDelayMs(1, 0)).toBe(750);
    expect(retryDelayMs(1, 0.999)).toBeLessThan(1250);
  });

  it('says whether everything is safe', () => {
    expect(outboxStatus([], null)).toEqual({ kind: 'saved' });
    expect(outboxStatus([label('a', 1)], null)).toEqual({ kind: 'saving', count: 1 });
    expect(outboxStatus([label('a', 1), label('b', 2)], 'offline')).toEqual({
      kind: 'kept',
      count: 2,
      why: 'offline',
    });
    expect(outboxStatus([label('a', 1, { refusal })], null)).toEqual({ kind: 'refused', count: 1 });
  });
});
