import { describe, expect, it } from 'vitest';
import {
  CYCLE,
  cycleKinds,
  REPEAT_GAP,
  repeatTurnsSides,
  type SlotKind,
  slotKind,
} from '#lib/labels/slot-kinds';

const SECRETS = Array.from({ length: 20 }, (_, i) => `secret-${i}`);
const SLOTS = 1500;

const schedule = (secret: string, gold: number, repeat: number): SlotKind[] =>
  Array.from({ length: SLOTS / CYCLE }, (_, cycle) => cycleKinds(secret, cycle, { gold, repeat })).flat();

/** The smallest and largest number of a kind in any window of 100. */
function windowExtremes(kinds: SlotKind[], kind: SlotKind): [number, number] {
  const counts = Array.from(
    { length: kinds.length - CYCLE + 1 },
    (_, at) => kinds.slice(at, at + CYCLE).filter((k) => k === kind).length,
  );
  return [Math.min(...counts), Math.max(...counts)];
}

describe('slotKind', () => {
  it.each([
    [0.05, 0.05],
    [0.1, 0.1],
    [0.02, 0.08],
    [0.15, 0.05],
    [0.3, 0.1],
    [0.5, 0.2],
    [0.01, 0],
  ])('keeps gold rate %f and repeat rate %f within a tenth in every window of 100', (gold, repeat) => {
    for (const secret of SECRETS) {
      const kinds = schedule(secret, gold, repeat);
      for (const [kind, rate] of [
        ['GOLD', gold],
        ['REPEAT', repeat],
      ] as const) {
        const [least, most] = windowExtremes(kinds, kind);
        expect(least).toBeGreaterThanOrEqual(Math.ceil(CYCLE * rate * 0.9 - 1e-9));
        expect(most).toBeLessThanOrEqual(Math.floor(CYCLE * rate * 1.1 + 1e-9));
      }
    }
  });

  it('meets a rate that is no whole percentage over cycles', () => {
    const golds = schedule('x', 0.025, 0).filter((kind) => kind === 'GOLD').length;
    expect(golds).toBe(Math.floor(0.025 * SLOTS));
  });

  it('leaves room for the gap before the first repeat', () => {
    for (const secret of SECRETS)
      expect(schedule(secret, 0.1, 0.2).indexOf('REPEAT')).toBeGreaterThan(REPEAT_GAP);
  });

  it('puts golds at other slots for another secret, and anywhere in their block', () => {
    const seen = new Set(
      SECRETS.flatMap((secret) =>
        schedule(secret, 0.05, 0).flatMap((k, at) => (k === 'GOLD' ? at % 20 : [])),
      ),
    );
    expect(seen.size).toBe(20);
    const [a, b] = ['a', 'b'].map((secret) => schedule(secret, 0.1, 0).join());
    expect(a).not.toBe(b);
  });

  it('says the same of a slot by itself', () => {
    const kinds = schedule('s', 0.12, 0.07);
    for (let slot = 0; slot < SLOTS; slot += 7)
      expect(slotKind('s', slot, { gold: 0.12, repeat: 0.07 })).toBe(kinds[slot]);
  });

  it('refuses rates and slots that make no sense', () => {
    expect(() => slotKind('s', -1, { gold: 0, repeat: 0 })).toThrow(RangeError);
    expect(() => cycleKinds('s', 0, { gold: 0.6, repeat: 0 })).toThrow(RangeError);
    expect(() => cycleKinds('s', 0, { gold: 0, repeat: Number.NaN })).toThrow(RangeError);
  });
});

describe('repeatTurnsSides', () => {
  it('turns one of every two, in an order that differs', () => {
    const turns = SECRETS.map((secret) => Array.from({ length: 40 }, (_, n) => repeatTurnsSides(secret, n)));
    for (const own of turns) for (let n = 0; n < 40; n += 2) expect(own[n]).not.toBe(own[n + 1]);
    expect(new Set(turns.map((own) => own.join())).size).toBe(SECRETS.length);
  });
});
