import { describe, expect, it } from 'vitest';
import { circularTriads } from '#lib/agreement/circular-triads';
import { cases, expectClose } from './vectors';

interface TriadCase {
  id: string;
  n: number;
  beats: number[][];
  expected: { circular_triads: number; max_circular_triads: number; kendall_zeta: number };
}

describe('circular triads equal brute force and networkx', () => {
  const all = cases<TriadCase>('triads');
  it('there are the 10 cases', () => expect(all).toHaveLength(10));
  for (const { id, n, beats, expected } of all) {
    it(`${id}: ${n} responses`, () => {
      const triads = circularTriads(beats);
      expect(triads.circular).toBe(expected.circular_triads);
      expect(triads.maximum).toBe(expected.max_circular_triads);
      expectClose(triads.zeta, expected.kendall_zeta, 1e-9, 'zeta');
    });
  }

  it('a pair without a winner is refused', () => {
    expect(() =>
      circularTriads([
        [0, 0],
        [0, 0],
      ]),
    ).toThrow(/circularTriads/);
  });
});
