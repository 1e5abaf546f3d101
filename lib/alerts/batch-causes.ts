import type { Interval } from '#lib/statistics/estimate';

interface CountedShare {
  value: number | null;
  count: number;
  of: number;
  ci95: Interval | null;
}

/** What the alerts of a batch are read from: a part of its newest report, and what is still wanted. */
export interface BatchFactsForAlerts {
  batch: { number: number; name: string };
  labels: number;
  /** Places that wait for a label. */
  waiting: number;
  /** The share of known answers that the policy asks for; null when it does not ask. */
  goldThreshold: number | null;
  annotators: {
    annotatorId: number;
    name: string;
    status: string;
    drift: { state: string; startAt: string | null; labelsSince: number };
    gold: CountedShare;
    speed: { flagged: boolean; tooFast: CountedShare };
  }[];
}

export interface BatchCause {
  kind: 'drift' | 'gold' | 'speed' | 'ready';
  cause: string;
  title: string;
  sentence: string;
  evidence: string;
  annotator: { id: number; name: string } | null;
}

/** Nobody is told that somebody fails known answers on less than this many of them. */
const LEAST_GOLDS = 5;
/** Below this, somebody does worse than a policy without a gold check would ever ask. */
const GOLD_WITHOUT_POLICY = 0.7;

const percent = (share: number | null) => `${Math.round(100 * (share ?? 0))} %`;

/**
 * Everything in a batch that wants a person, one entry per cause. Somebody who was paused or removed was dealt with. A gold
 * alert needs the whole interval below what is asked: a few missed golds are bad luck.
 */
export function batchCauses(batchId: string, facts: BatchFactsForAlerts): BatchCause[] {
  const causes: BatchCause[] = [];
  const { batch } = facts;
  const asked = facts.goldThreshold ?? GOLD_WITHOUT_POLICY;
  for (const { annotatorId, name, status, drift, gold, speed } of facts.annotators) {
    if (status === 'PAUSED' || status === 'REMOVED') continue;
    const add = (kind: 'drift' | 'gold' | 'speed', title: string, sentence: string) =>
      causes.push({
        kind,
        cause: `${kind}:${annotatorId}@${batchId}`,
        title,
        sentence,
        evidence: `/annotators/${annotatorId}?batch=${batch.number}`,
        annotator: { id: annotatorId, name },
      });
    if (drift.state === 'drifting')
      add(
        'drift',
        `${name} labels otherwise than before`,
        `The control chart raised an alarm${drift.startAt ? `; the change is estimated to have begun on ${drift.startAt.slice(0, 10)} (UTC)` : ''}. ${drift.labelsSince.toLocaleString('en')} labels since then count against the gate.`,
      );
    if (gold.value !== null && gold.of >= LEAST_GOLDS && gold.ci95 && gold.ci95[1] < asked)
      add(
        'gold',
        `${name} misses known answers`,
        `${gold.count} of ${gold.of} golds right (${percent(gold.value)}, 95 % interval ${percent(gold.ci95[0])} to ${percent(gold.ci95[1])}); ${percent(asked)} are asked for.`,
      );
    if (speed.flagged)
      add(
        'speed',
        `${name} answers faster than one can read`,
        `${speed.tooFast.count} of ${speed.tooFast.of} labels (${percent(speed.tooFast.value)}) took less time than the text needs.`,
      );
  }
  if (facts.waiting === 0 && facts.labels > 0)
    causes.push({
      kind: 'ready',
      cause: `ready@${batchId}`,
      title: `${batch.name} is complete`,
      sentence: `Every label that was wanted is there and measured: ${facts.labels.toLocaleString('en')} labels. Look at what the gate says.`,
      evidence: `?batch=${batch.number}`,
      annotator: null,
    });
  return causes;
}
