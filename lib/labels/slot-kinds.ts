import { createHash } from 'node:crypto';
import { type Random, seededRandom } from '#lib/statistics/random';

/*
 * Which of an annotator's slots in a batch are golds and hidden repeats. Pure: the same secret gives the same schedule.
 * Why it looks like this: docs/decisions/golds-and-repeats.md.
 */

/** What a slot of the schedule is for. */
export type SlotKind = 'NORMAL' | 'GOLD' | 'REPEAT';

export interface SlotRates {
  /** Shares of all slots, 0 … 0.5 and 0 … 0.2. */
  gold: number;
  repeat: number;
}

/** The schedule is drawn for so many slots at a time, and its promise is about every window of that length. */
export const CYCLE = 100;

/** A repeat comes at least so many slots after the first look. */
export const REPEAT_GAP = 50;

// A little after the gap, so that there is more than one comparison to choose the first repeat from.
const FIRST_REPEAT = REPEAT_GAP + 6;

// With this many in a cycle, one that moves within its own block changes no window by more than a tenth.
const MAY_MOVE = 10;

/**
 * What slot `slot` (from 0) is for. In every window of 100 slots the number of golds, and that of repeats, is within a
 * tenth of 100 times its rate, as far as whole numbers allow.
 *
 * @throws RangeError when a rate is out of range or the slot is not a whole number from 0.
 */
export function slotKind(secret: string, slot: number, rates: SlotRates): SlotKind {
  if (!Number.isInteger(slot) || slot < 0) throw new RangeError(`slotKind: no slot ${slot}`);
  return cycleKinds(secret, Math.floor(slot / CYCLE), rates)[slot % CYCLE]!;
}

/** The kinds of one cycle's slots. */
export function cycleKinds(secret: string, cycle: number, { gold, repeat }: SlotRates): SlotKind[] {
  if (!(gold >= 0 && gold <= 0.5 && repeat >= 0 && repeat <= 0.2))
    throw new RangeError(`cycleKinds: rates out of range: gold ${gold}, repeat ${repeat}`);
  const kinds: SlotKind[] = Array.from({ length: CYCLE }, () => 'NORMAL');
  const parts = [
    { kind: 'GOLD' as const, count: inCycle(gold, cycle), from: 0 },
    { kind: 'REPEAT' as const, count: inCycle(repeat, cycle), from: FIRST_REPEAT },
  ];
  // Those that stay where they are go first, so that those that move never push them.
  parts.sort((x, y) => Number(x.count >= MAY_MOVE) - Number(y.count >= MAY_MOVE));
  for (const part of parts) {
    const moves = part.count >= MAY_MOVE;
    place(kinds, part, randomOf(secret, moves ? `${part.kind} ${cycle}` : part.kind));
  }
  return kinds;
}

/** So many in this cycle that the rate is met over cycles, when it is not a whole percentage. */
function inCycle(rate: number, cycle: number): number {
  const upTo = (cycles: number) => Math.floor(cycles * CYCLE * rate + 1e-6);
  return upTo(cycle + 1) - upTo(cycle);
}

/** One at random in each of `count` equal blocks; from a block that is full it goes to the nearest free slot. */
function place(
  kinds: SlotKind[],
  { kind, count, from }: { kind: SlotKind; count: number; from: number },
  random: Random,
): void {
  const width = (CYCLE - from) / count;
  for (let block = 0; block < count; block++) {
    const start = from + Math.floor(block * width);
    const end = from + Math.floor((block + 1) * width);
    const free = range(start, end).filter((at) => kinds[at] === 'NORMAL');
    const draw = random.next();
    const at = free.length
      ? free[Math.floor(draw * free.length)]!
      : range(from, CYCLE)
          .filter((s) => kinds[s] === 'NORMAL')
          .sort((x, y) => Math.abs(x - start) - Math.abs(y - start))[0];
    if (at !== undefined) kinds[at] = kind;
  }
}

const range = (start: number, end: number) => Array.from({ length: end - start }, (_, i) => start + i);

/** Whether the repeat with this number (from 0) of an annotator turns the sides: one of every two does. */
export const repeatTurnsSides = (secret: string, number: number): boolean =>
  randomOf(secret, `sides ${number >> 1}`).next() < 0.5 === (number % 2 === 0);

const randomOf = (secret: string, about: string): Random =>
  seededRandom(createHash('sha256').update(`${secret} ${about}`).digest().readUInt32LE(0));
