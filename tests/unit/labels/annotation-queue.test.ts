import { describe, expect, it } from 'vitest';
import { mergedQueue } from '#lib/labels/annotation-queue';
import type { ShownComparison } from '#lib/labels/next-comparisons';

const shown = (id: string): ShownComparison => ({
  assignmentId: id,
  batch: 'Batch 1',
  prompt: [{ role: 'user', content: id }],
  left: '',
  right: '',
  leaseExpiresAt: '',
});
const ids = (queue: ShownComparison[]) => queue.map((c) => c.assignmentId).join('');
const of = (text: string) => [...text].map(shown);

describe('the comparisons on the page', () => {
  it('keep what is on screen, then follow the server', () => {
    expect(ids(mergedQueue(of('bx'), of('abc'), new Set()))).toBe('bac');
  });

  it('keep what is on screen even when the server no longer names it', () => {
    expect(ids(mergedQueue(of('q'), of('ab'), new Set()))).toBe('qab');
  });

  it('never bring back what is done on this device', () => {
    expect(ids(mergedQueue(of('ab'), of('abc'), new Set(['a'])))).toBe('bc');
    expect(ids(mergedQueue([], of('abc'), new Set(['a', 'b'])))).toBe('c');
    expect(ids(mergedQueue(of('a'), of('a'), new Set(['a'])))).toBe('');
  });
});
