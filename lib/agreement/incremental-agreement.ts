import { patternContributions, sumsLayout } from './agreement-sums';
import { type MeasureSums, totalSums } from './agreement-tally';
import { agreementWeights } from './agreement-weights';
import { type AnnotatorCells, withoutAnnotators } from './annotator-cells';
import { cohenKappa } from './cohen-table';
import { PatternTable } from './pattern-table';

interface ItemLabels {
  annotators: number[];
  choices: number[];
  pattern: number;
}

/**
 * The sufficient statistics of agreement, kept while labels come, change and go: each takes time in proportion to the
 * labels of that one comparison. Everything kept is a whole number, so no rounding gathers, and what is read from it
 * equals a computation from scratch.
 */
export class IncrementalAgreement {
  private readonly items = new Map<number, ItemLabels>();
  private readonly patterns: PatternTable;
  private readonly multiplicity: number[] = [];
  /** Per annotator, how often a label of a category stands on an item of a pattern. */
  private readonly cells: Map<number, number>[] = [];
  private readonly tables = new Map<number, Int32Array>();
  private labels = 0;

  constructor(readonly categoryCount: number) {
    sumsLayout(categoryCount); // throws for a number of categories that cannot be counted
    this.patterns = new PatternTable(categoryCount);
  }

  get labelCount(): number {
    return this.labels;
  }

  /** Adds a label; an annotator's second label of an item is a revision, not another label, and throws here. */
  add(item: number, annotator: number, choice: number): void {
    this.check('add', item, annotator, choice);
    const labels = this.items.get(item) ?? { annotators: [], choices: [], pattern: -1 };
    if (labels.annotators.includes(annotator))
      throw new RangeError(`IncrementalAgreement.add: annotator ${annotator} already labelled item ${item}`);
    this.items.set(item, labels);
    this.countPairs(labels, annotator, choice, 1);
    this.leave(labels);
    labels.annotators.push(annotator);
    labels.choices.push(choice);
    this.enter(labels);
    this.labels++;
  }

  /** Replaces an annotator's label of an item. */
  revise(item: number, annotator: number, choice: number): void {
    this.check('revise', item, annotator, choice);
    const { labels, at } = this.find('revise', item, annotator);
    this.countPairs(labels, annotator, labels.choices[at]!, -1);
    this.countPairs(labels, annotator, choice, 1);
    this.leave(labels);
    labels.choices[at] = choice;
    this.enter(labels);
  }

  /** Takes an annotator's label of an item away. */
  remove(item: number, annotator: number): void {
    const { labels, at } = this.find('remove', item, annotator);
    this.countPairs(labels, annotator, labels.choices[at]!, -1);
    this.leave(labels);
    labels.annotators.splice(at, 1);
    labels.choices.splice(at, 1);
    if (labels.annotators.length === 0) this.items.delete(item);
    else this.enter(labels);
    this.labels--;
  }

  /** The sums that every coefficient reads; costs as much as there are patterns and annotators, not labels. */
  sums(): MeasureSums {
    const layout = sumsLayout(this.categoryCount);
    const cells = this.annotatorCells();
    const contributions = patternContributions(
      { size: this.patterns.size, counts: this.patterns.counts },
      layout,
    );
    const multiplicity = Float64Array.from(
      { length: this.patterns.size },
      (_, p) => this.multiplicity[p] ?? 0,
    );
    const total = totalSums(layout, contributions, multiplicity);
    return {
      layout,
      contributions,
      multiplicity,
      total,
      ...withoutAnnotators(cells, layout, contributions, total),
      annotatorCells: cells,
    };
  }

  /** The q × q counts of two annotators on shared items (rows: the smaller index); null when they share none. */
  pairTable(a: number, b: number): Int32Array | null {
    const table = this.tables.get(pairKey(Math.min(a, b), Math.max(a, b)));
    return table ? table.slice() : null;
  }

  /** Overlap-weighted mean of the defined Cohen's kappas, as in `meanCohenKappa`; null when none is defined. */
  meanKappa(): { value: number | null; pairs: number; undefinedPairs: number } {
    const weights = agreementWeights('identity', this.categoryCount);
    let sum = 0;
    let weight = 0;
    let undefinedPairs = 0;
    for (const table of this.tables.values()) {
      const kappa = cohenKappa(table, weights, this.categoryCount).value;
      if (kappa === null) {
        undefinedPairs++;
        continue;
      }
      const shared = table.reduce((n, count) => n + count, 0);
      sum += shared * kappa;
      weight += shared;
    }
    return { value: weight > 0 ? sum / weight : null, pairs: this.tables.size, undefinedPairs };
  }

  private check(method: string, item: number, annotator: number, choice: number): void {
    if (!Number.isInteger(item) || item < 0 || !Number.isInteger(annotator) || annotator < 0)
      throw new RangeError(`IncrementalAgreement.${method}: item ${item}, annotator ${annotator}`);
    if (!Number.isInteger(choice) || choice < 0 || choice >= this.categoryCount)
      throw new RangeError(`IncrementalAgreement.${method}: no category ${choice} of ${this.categoryCount}`);
  }

  private find(method: string, item: number, annotator: number): { labels: ItemLabels; at: number } {
    const labels = this.items.get(item);
    const at = labels ? labels.annotators.indexOf(annotator) : -1;
    if (!labels || at < 0)
      throw new RangeError(
        `IncrementalAgreement.${method}: annotator ${annotator} has no label of item ${item}`,
      );
    return { labels, at };
  }

  /** Where each annotator's labels stand; may add the patterns that remain without a label to the table. */
  private annotatorCells(): AnnotatorCells {
    const q = this.categoryCount;
    const entries = this.cells.flatMap((cells) => [...cells]);
    const starts = new Int32Array(this.cells.length + 1);
    for (const [annotator, cells] of this.cells.entries())
      starts[annotator + 1] = starts[annotator]! + cells.size;
    const reduced = new Int32Array(this.patterns.size * q).fill(-1);
    for (const [cell] of entries)
      if (reduced[cell] === -1) reduced[cell] = this.patternWithout(Math.floor(cell / q), cell % q);
    return {
      starts,
      cells: Int32Array.from(entries, ([cell]) => cell),
      times: Int32Array.from(entries, ([, times]) => times),
      reduced,
    };
  }

  private patternWithout(pattern: number, choice: number): number {
    const row = this.patterns.row(pattern);
    row[choice]!--;
    return this.patterns.intern(row, 0);
  }

  /** Forgets the item under its present pattern. */
  private leave(labels: ItemLabels): void {
    if (labels.pattern < 0) return;
    this.multiplicity[labels.pattern]!--;
    this.shift(labels, -1);
    labels.pattern = -1;
  }

  /** Counts the item under the pattern of its labels. */
  private enter(labels: ItemLabels): void {
    const row = new Uint16Array(this.categoryCount);
    for (const choice of labels.choices) row[choice]!++;
    labels.pattern = this.patterns.intern(row, 0);
    this.multiplicity[labels.pattern] = (this.multiplicity[labels.pattern] ?? 0) + 1;
    this.shift(labels, 1);
  }

  private shift(labels: ItemLabels, by: 1 | -1): void {
    for (const [k, annotator] of labels.annotators.entries()) {
      while (this.cells.length <= annotator) this.cells.push(new Map());
      const cells = this.cells[annotator]!;
      const cell = labels.pattern * this.categoryCount + labels.choices[k]!;
      const times = (cells.get(cell) ?? 0) + by;
      if (times === 0) cells.delete(cell);
      else cells.set(cell, times);
    }
  }

  private countPairs(labels: ItemLabels, annotator: number, choice: number, by: 1 | -1): void {
    const q = this.categoryCount;
    for (const [k, other] of labels.annotators.entries()) {
      if (other === annotator) continue;
      const first = annotator < other;
      const key = first ? pairKey(annotator, other) : pairKey(other, annotator);
      const cell = first ? choice * q + labels.choices[k]! : labels.choices[k]! * q + choice;
      let table = this.tables.get(key);
      if (!table) {
        table = new Int32Array(q * q);
        this.tables.set(key, table);
      }
      table[cell]! += by;
      if (by < 0 && table.every((count) => count === 0)) this.tables.delete(key);
    }
  }
}

const pairKey = (a: number, b: number) => a * 2 ** 26 + b;
