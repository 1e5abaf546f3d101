import { type AgreementTally, agreementTally } from '#lib/agreement/agreement-tally';
import type { CohenPairs } from '#lib/agreement/cohen-pair-list';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { type FirstLabels, withoutRepeats } from '#lib/agreement/without-repeats';
import { NO_GOLD } from '#lib/annotators/consensus-signals';
import { type DawidSkene, dawidSkene } from '#lib/annotators/dawid-skene';
import { type AnnotatorMeasures, annotatorMeasures } from './annotator-rows';
import type { BatchFacts } from './batch-facts';
import type { JudgeLabels } from './judge-labels';
import { type LabelTable, labelTable, MIRROR } from './label-table';
import type { BatchLabels } from './read-batch-labels';

/**
 * The labels and facts of a batch, and what several figures need of them: each is worked out when it is first asked for
 * and then shared. Pure: the same labels and facts give the same figures, whoever asks, in whatever order.
 */
export class Measurement {
  private readonly made = new Map<string, unknown>();

  constructor(
    readonly labels: BatchLabels,
    readonly facts: BatchFacts,
    /** Labels of models used as judges; no figure about humans is made of them. */
    readonly judges: JudgeLabels | null = null,
  ) {}

  /** Labels with a preference, by running numbers of comparisons and annotators. */
  get table(): LabelTable {
    return this.once('table', () => labelTable(this.labels, this.facts));
  }

  /** Aligned by source, the first label of each annotator on each comparison: what annotators are compared by. */
  get aligned(): FirstLabels {
    return this.once('aligned', () => withoutRepeats(this.table.aligned));
  }

  /** Sums of the aligned labels, which every agreement coefficient reads. */
  get tally(): AgreementTally {
    return this.once('tally', () => agreementTally(this.aligned.columns));
  }

  /** Every two annotators who share a comparison, aligned. */
  get pairs(): CohenPairs {
    return this.once('pairs', () => cohenPairs(this.aligned.columns));
  }

  /** Dawid–Skene over all labels, aligned and tied by the swap, as `concord agreement` fits it. */
  get consensus(): DawidSkene {
    return this.once('consensus', () => dawidSkene(this.table.aligned, { mirror: MIRROR }));
  }

  /** The known answer of each comparison of the table, or NO_GOLD. */
  get golds(): Uint8Array {
    return this.once('golds', () =>
      Uint8Array.from(this.table.comparisonIds, (id) => this.facts.comparisons.get(id)!.gold ?? NO_GOLD),
    );
  }

  /** What is measured of single annotators. */
  get annotators(): AnnotatorMeasures {
    return this.once('annotators', () => annotatorMeasures(this));
  }

  /** The same labels with those of judges beside them. */
  beside(judges: JudgeLabels | null): Measurement {
    return new Measurement(this.labels, this.facts, judges);
  }

  private once<T>(name: string, make: () => T): T {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as T;
  }
}
