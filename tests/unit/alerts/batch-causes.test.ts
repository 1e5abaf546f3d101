import { describe, expect, it } from 'vitest';
import { type BatchFactsForAlerts, batchCauses } from '#lib/alerts/batch-causes';

type Annotator = BatchFactsForAlerts['annotators'][number];
const none = { value: null, count: 0, of: 0, ci95: null };

const annotator = (change: Partial<Annotator>): Annotator => ({
  annotatorId: 1,
  name: 'Ada',
  status: 'ACTIVE',
  drift: { state: 'stable', startAt: null, labelsSince: 0 },
  gold: none,
  speed: { flagged: false, tooFast: none },
  ...change,
});

const causes = (annotators: Annotator[], rest: Partial<BatchFactsForAlerts> = {}) =>
  batchCauses('b', {
    batch: { number: 2, name: 'Second' },
    labels: 100,
    waiting: 5,
    goldThreshold: 0.8,
    annotators,
    ...rest,
  });

const drifting = { state: 'drifting', startAt: '2026-11-01T10:00:00Z', labelsSince: 40 };
const gold = (count: number, of: number, low: number, high: number) => ({
  value: count / of,
  count,
  of,
  ci95: [low, high] as [number, number],
});

describe('the causes of alerts in a batch', () => {
  it('are none when nobody needs anything', () => {
    expect(causes([annotator({})])).toEqual([]);
  });

  it('name the annotator, the evidence, and one cause for ever', () => {
    expect(causes([annotator({ drift: drifting })])).toEqual([
      expect.objectContaining({
        kind: 'drift',
        cause: 'drift:1@b',
        evidence: '/annotators/1?batch=2',
        annotator: { id: 1, name: 'Ada' },
      }),
    ]);
  });

  it('leave out who was paused or removed', () => {
    for (const status of ['PAUSED', 'REMOVED'])
      expect(causes([annotator({ status, drift: drifting })])).toEqual([]);
  });

  it('call golds missed only when the whole interval is below what is asked, on enough golds', () => {
    const kinds = (share: Annotator['gold'], goldThreshold: number | null = 0.8) =>
      causes([annotator({ gold: share })], { goldThreshold }).map((cause) => cause.kind);
    expect(kinds(gold(5, 10, 0.24, 0.76))).toEqual(['gold']);
    expect(kinds(gold(6, 10, 0.31, 0.83))).toEqual([]);
    expect(kinds(gold(1, 4, 0.05, 0.7))).toEqual([]);
    expect(kinds(gold(5, 10, 0.24, 0.76), null)).toEqual([]);
    expect(kinds(gold(3, 10, 0.11, 0.6), null)).toEqual(['gold']);
  });

  it('call a batch complete when nothing is waited for, and not when it is empty', () => {
    expect(causes([], { waiting: 0 }).map((cause) => cause.cause)).toEqual(['ready@b']);
    expect(causes([], { waiting: 0, labels: 0 })).toEqual([]);
  });
});
