import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DeviceStore, deviceStore, newKey } from '#components/annotate/annotation-store';
import { LabelOutbox } from '#components/annotate/label-outbox';
import type { OutboxEntry, Outcome } from '#lib/labels/label-outbox';

/** A device that outlives the page, as localStorage does. */
function device(): Storage {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return new Proxy(storage as unknown as Storage, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}

/** A server that keeps each key once, and a network that can be cut before or after it. */
function server() {
  const state = { up: true, answers: true, session: true, kept: [] as string[], tries: 0 };
  const send = async (entry: OutboxEntry): Promise<Outcome> => {
    state.tries++;
    if (!state.up) return { kind: 'again' };
    if (!state.session) return { kind: 'sign-in' };
    const what = `${entry.kind}:${entry.assignmentId}`;
    if (!state.kept.includes(what)) state.kept.push(what);
    return state.answers ? { kind: 'accepted' } : { kind: 'again' };
  };
  return { state, send };
}

let clock = 1000;
const label = (assignmentId: string): OutboxEntry => ({
  kind: 'label',
  key: newKey(),
  assignmentId,
  at: clock++,
  attempts: 0,
  refusal: null,
  choice: 'A',
  strength: 2,
  reasons: [],
  rationale: '',
  activeMs: 1,
});
const open = (store: DeviceStore, send: (entry: OutboxEntry) => Promise<Outcome>) =>
  new LabelOutbox({ scope: 'demo.someone', store, send, now: () => clock, random: () => 0.5 });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('delivery of labels', () => {
  it('sends what is added at once, in order, and ends empty', async () => {
    const { state, send } = server();
    const outbox = open(deviceStore(device()), send);
    for (const id of ['a', 'b', 'c']) outbox.add(label(id));
    expect(outbox.snapshot().status).toEqual({ kind: 'saving', count: 3 });
    await vi.runAllTimersAsync();
    expect(state.kept).toEqual(['label:a', 'label:b', 'label:c']);
    expect(outbox.snapshot()).toMatchObject({ entries: [], status: { kind: 'saved' } });
  });

  it('says why an undo was refused, and goes on with what is behind it', async () => {
    const { state, send } = server();
    const told: string[] = [];
    const outbox = new LabelOutbox({
      scope: 'demo.someone',
      store: deviceStore(device()),
      send: (entry) =>
        entry.kind === 'undo'
          ? Promise.resolve({ kind: 'refused', code: 'conflict', message: 'It is too old.' })
          : send(entry),
      onRefusedUndo: (reason) => told.push(reason),
      now: () => clock++,
    });
    outbox.add(label('a'));
    await vi.runAllTimersAsync();
    outbox.undo('a');
    outbox.add(label('b'));
    await vi.runAllTimersAsync();
    expect(told).toEqual(['It is too old.']);
    expect(state.kept).toEqual(['label:a', 'label:b']);
    expect(outbox.snapshot()).toMatchObject({ entries: [], status: { kind: 'saved' } });
  });

  it('keeps labels through a cut and a reload, and delivers each once when the server is back', async () => {
    const disk = device();
    const { state, send } = server();
    state.up = false;
    const before = open(deviceStore(disk), send);
    for (const id of ['a', 'b']) before.add(label(id));
    await vi.advanceTimersByTimeAsync(5000);
    expect(before.snapshot().status).toEqual({ kind: 'kept', count: 2, why: 'unreachable' });
    before.close();

    const after = open(deviceStore(disk), send);
    expect(after.snapshot().entries).toHaveLength(2);
    state.up = true;
    after.open();
    await vi.runAllTimersAsync();
    expect(state.kept).toEqual(['label:a', 'label:b']);
    expect(after.snapshot().entries).toEqual([]);
  });

  it('sends again when the answer was lost, which the key makes harmless', async () => {
    const { state, send } = server();
    state.answers = false;
    const outbox = open(deviceStore(device()), send);
    outbox.add(label('a'));
    await vi.advanceTimersByTimeAsync(3500);
    expect(state.tries).toBeGreaterThanOrEqual(2);
    state.answers = true;
    await vi.runAllTimersAsync();
    expect(state.kept).toEqual(['label:a']);
    expect(outbox.snapshot().entries).toEqual([]);
  });

  it('takes a label back on the device while it never left, and after it on the server otherwise', async () => {
    const { state, send } = server();
    const outbox = open(deviceStore(device()), send);
    outbox.close();
    outbox.add(label('a'));
    outbox.undo('a');
    expect(outbox.snapshot().entries).toEqual([]);
    outbox.open();
    outbox.add(label('b'));
    await vi.runAllTimersAsync();
    outbox.undo('b');
    await vi.runAllTimersAsync();
    expect(state.kept).toEqual(['label:b', 'undo:b']);
  });

  it('says so when the session has ended, and delivers after the next sign-in', async () => {
    const disk = device();
    const { state, send } = server();
    state.session = false;
    const outbox = open(deviceStore(disk), send);
    outbox.add(label('a'));
    await vi.advanceTimersByTimeAsync(100);
    expect(outbox.snapshot().status).toEqual({ kind: 'kept', count: 1, why: 'signed-out' });
    state.session = true;
    await outbox.retry();
    expect(state.kept).toEqual(['label:a']);
  });

  it('leaves another person’s labels on the same device alone', async () => {
    const disk = device();
    const { send } = server();
    const mine = open(deviceStore(disk), async () => ({ kind: 'again' }));
    mine.add(label('a'));
    const other = new LabelOutbox({ scope: 'demo.other', store: deviceStore(disk), send });
    expect(other.snapshot().entries).toEqual([]);
    mine.close();
  });

  it('does not send while another tab of the person does, and looks again soon', async () => {
    const { state, send } = server();
    let busy = true;
    const outbox = new LabelOutbox({
      scope: 'demo.someone',
      store: deviceStore(device()),
      send,
      exclusively: async (work) => {
        if (busy) return false;
        await work();
        return true;
      },
    });
    outbox.add(label('a'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.tries).toBe(0);
    busy = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(state.kept).toEqual(['label:a']);
  });

  it('works without storage, and says that nothing would survive', async () => {
    const { state, send } = server();
    state.up = false;
    const outbox = open(deviceStore(null), send);
    outbox.add(label('a'));
    expect(outbox.snapshot().durable).toBe(false);
    state.up = true;
    await vi.runAllTimersAsync();
    expect(state.kept).toEqual(['label:a']);
    expect(outbox.snapshot().durable).toBe(true);
  });
});
