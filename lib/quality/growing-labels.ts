import { MISSING } from './integer-rows';
import { LabelsHash } from './labels-hash';
import type { BatchLabels } from './read-batch-labels';
import type { CountedVerdict } from './read-verdicts';

type Columns = Omit<BatchLabels, 'length' | 'excluded' | 'excludedBy' | 'verdicts' | 'hash'>;

const COLUMNS = {
  sequence: Float64Array,
  comparison: Int32Array,
  annotator: Int32Array,
  round: Uint8Array,
  choice: Uint8Array,
  swapped: Int8Array,
  strength: Int8Array,
  guideline: Int32Array,
  labelledAtMs: Float64Array,
  activeMs: Int32Array,
} as const;
const NAMES = Object.keys(COLUMNS) as (keyof Columns)[];

/** The columns of a batch's labels while labels are added at the end and, when they are revised, taken out. */
export class GrowingLabels {
  length = 0;
  readonly excludedBy = new Map<number, number>();
  private columns: Columns;
  private hash: LabelsHash | null = new LabelsHash();

  constructor(private capacity: number) {
    this.columns = allocate(capacity);
  }

  /** Adds a label, in the order of `LABEL_COLUMNS`. Labels must come in label order. */
  append(row: ArrayLike<number>): void {
    if (this.length === this.capacity) this.grow();
    const at = this.length++;
    for (let k = 0; k < NAMES.length; k++) this.columns[NAMES[k]!][at] = row[k]!;
    if (row[9] !== MISSING && row[9]! > 2 ** 31 - 1) this.columns.activeMs[at] = 2 ** 31 - 1;
    this.hash?.add(row[0]!, row[1]!, row[2]!, row[3]!, row[4]!, row[6]!);
  }

  exclude(annotator: number): void {
    this.excludedBy.set(annotator, (this.excludedBy.get(annotator) ?? 0) + 1);
  }

  /** Takes out the label of an annotator on a comparison in a round; false when there is none. */
  remove(comparison: number, annotator: number, round: number): boolean {
    const { comparison: comparisons, annotator: annotators, round: rounds } = this.columns;
    let at = this.length - 1;
    while (
      at >= 0 &&
      !(comparisons[at] === comparison && annotators[at] === annotator && rounds[at] === round)
    )
      at--;
    if (at < 0) return false;
    // Whoever holds a view of the columns keeps it as it was.
    const before = this.columns;
    this.columns = allocate(this.capacity);
    for (const name of NAMES) {
      this.columns[name].set(before[name].subarray(0, at));
      this.columns[name].set(before[name].subarray(at + 1, this.length), at);
    }
    this.length--;
    this.hash = null;
    return true;
  }

  /**
   * The labels as they are now; later additions do not show in it.
   *
   * @param hashed works the hash out; else it is empty.
   */
  view(verdicts: CountedVerdict[], hashed: boolean): BatchLabels {
    const columns = {} as Record<keyof Columns, unknown>;
    for (const name of NAMES) columns[name] = this.columns[name].subarray(0, this.length);
    return {
      ...(columns as unknown as Columns),
      length: this.length,
      excluded: [...this.excludedBy.values()].reduce((sum, n) => sum + n, 0),
      excludedBy: new Map(this.excludedBy),
      verdicts,
      hash: hashed ? this.readHash(verdicts) : '',
    };
  }

  private readHash(verdicts: CountedVerdict[]): string {
    if (!this.hash) {
      this.hash = new LabelsHash();
      const { sequence, comparison, annotator, round, choice, strength } = this.columns;
      for (let at = 0; at < this.length; at++)
        this.hash.add(sequence[at]!, comparison[at]!, annotator[at]!, round[at]!, choice[at]!, strength[at]!);
    }
    return this.hash.read(verdicts);
  }

  private grow(): void {
    this.capacity = Math.ceil(this.capacity * 1.25) + 64;
    const before = this.columns;
    this.columns = allocate(this.capacity);
    for (const name of NAMES) this.columns[name].set(before[name]);
  }
}

const allocate = (capacity: number): Columns =>
  Object.fromEntries(NAMES.map((name) => [name, new COLUMNS[name](capacity)])) as unknown as Columns;
