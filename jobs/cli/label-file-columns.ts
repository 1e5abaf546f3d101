import type { LabelColumns } from '#lib/agreement/label-columns';
import { choiceMirror, isReversed, type Mirror } from '#lib/agreement/orientation';
import { BadLine, type LabelRow, readLabelRows } from './label-file';

/** The labels of a file as columns, with all that the measures and models ask of them. */
export interface LabelFile {
  /** `choice` compares two responses (A, B, tie); `label` is any category and has no sides. */
  kind: 'choice' | 'label';
  categories: string[];
  orientation: 'presented' | 'canonical';
  mirror: Mirror | null;
  /** All rows in file order, in the stated orientation. */
  columns: LabelColumns;
  itemIds: string[];
  annotatorIds: string[];
  /** Rows that say "can't judge": an answer, but no preference, so they are counted and left aside. */
  cantJudge: number;
  /** Choices as they stand in the file: what was seen on the left and on the right. */
  presented: Uint8Array;
  /** Source of A and of B of each label, in the stated orientation; null when the file has no sources. */
  sources: { names: string[]; a: Int32Array; b: Int32Array } | null;
  /** Signed strength, negative towards A in the stated orientation, NaN where none; null when no row has one. */
  strengths: Float64Array | null;
  /** Milliseconds since 1970, NaN where none; null when no row has a time. */
  createdAt: Float64Array | null;
}

export interface LabelFileOptions {
  /** Declares the set and order of categories. */
  categories?: string[];
  /** Default: canonical for choices with sources, otherwise presented. */
  orientation?: 'presented' | 'canonical';
  onBytes?: (bytes: number) => void;
}

/** The file cannot be used; each bad line is named, up to a limit, with how many there are. */
export class UnusableFile extends Error {
  constructor(
    message: string,
    readonly badLines: readonly BadLine[] = [],
    readonly badLineCount = badLines.length,
  ) {
    super(message);
  }
}

const CANT_JUDGE = 'CANT_JUDGE';
const DEFAULT_CHOICES = ['A', 'TIE', 'B'];
const NAMED_BAD_LINES = 20;

/** Reads a label file into columns, or throws UnusableFile: a bad line is never silently left out. */
export async function readLabelFile(file: string, options: LabelFileOptions = {}): Promise<LabelFile> {
  const rows = new RowColumns(options);
  const bad: BadLine[] = [];
  let badCount = 0;
  for await (const batch of readLabelRows(file, options.onBytes)) {
    for (const row of batch) {
      const problem = row instanceof BadLine ? row : rows.add(row);
      if (!problem) continue;
      badCount++;
      if (bad.length < NAMED_BAD_LINES) bad.push(problem);
    }
  }
  if (badCount > 0)
    throw new UnusableFile(`${file}: ${badCount} bad ${badCount === 1 ? 'line' : 'lines'}`, bad, badCount);
  if (rows.count === 0) throw new UnusableFile(`${file} has no labels`);
  return rows.finish();
}

class RowColumns {
  private kind: LabelFile['kind'] | null = null;
  private withSources: boolean | null = null;
  private cantJudge = 0;
  private readonly itemIndex = new Map<string, number>();
  private readonly itemIds: string[] = [];
  private readonly annotators = new Index();
  private readonly sources = new Index();
  private readonly categories = new Index();
  private readonly column = {
    item: [] as number[],
    annotator: [] as number[],
    category: [] as number[],
    sourceA: [] as number[],
    sourceB: [] as number[],
    strength: [] as number[],
    createdAt: [] as number[],
  };

  constructor(private readonly options: LabelFileOptions) {
    for (const category of options.categories ?? []) this.categories.of(category);
  }

  get count(): number {
    return this.column.item.length;
  }

  /** Takes a row, or answers why it cannot. */
  add({ line, fields }: LabelRow): BadLine | null {
    const bad = (field: string, problem: string) => new BadLine(line, field, problem);
    const text = (field: string) => {
      const value = fields[field];
      if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
    };
    const item = text('item_id');
    if (item === null) return bad('item_id', 'is missing');
    const annotator = text('annotator_id');
    if (annotator === null) return bad('annotator_id', 'is missing');
    const kind = text('choice') !== null ? 'choice' : text('label') !== null ? 'label' : null;
    if (kind === null) return bad(this.kind ?? 'choice', 'is missing');
    this.kind ??= kind;
    if (kind !== this.kind) return bad(kind, `other rows have ${this.kind}; a file has one or the other`);
    if (
      kind === 'choice' &&
      choiceName(text(kind)!) === CANT_JUDGE &&
      !this.options.categories?.includes(CANT_JUDGE)
    ) {
      this.cantJudge++;
      return null;
    }
    const category = this.category(text(kind)!);
    if (category === null)
      return bad(kind, `must be one of ${this.categories.names.join(', ')}, got ${text(kind)}`);
    const sourceA = text('source_a');
    const sourceB = text('source_b');
    if (this.needsSources()) {
      const missing = sourceA === null ? 'source_a' : sourceB === null ? 'source_b' : null;
      this.withSources ??= !(sourceA === null && sourceB === null);
      if (this.withSources && missing)
        return bad(
          missing,
          'is missing, and without it the choice cannot be turned into the order of sources',
        );
      if (!this.withSources && !missing)
        return bad(
          'source_a',
          'earlier rows have no sources; all rows need them, or --orientation presented',
        );
    }
    const strength = text('strength');
    if (strength !== null && !Number.isFinite(Number(strength)))
      return bad('strength', `must be a number, got ${strength}`);
    const time = fields.created_at;
    const createdAt =
      time === undefined || time === null || time === '' ? Number.NaN : Date.parse(String(time));
    if (!(time === undefined || time === null || time === '') && Number.isNaN(createdAt))
      return bad('created_at', `must be a date and time, got ${String(time)}`);
    const column = this.column;
    column.item.push(this.item(item, sourceA, sourceB));
    column.annotator.push(this.annotators.of(annotator));
    column.category.push(category);
    column.sourceA.push(sourceA === null ? -1 : this.sources.of(sourceA));
    column.sourceB.push(sourceB === null ? -1 : this.sources.of(sourceB));
    column.strength.push(strength === null ? Number.NaN : Number(strength));
    column.createdAt.push(createdAt);
    return null;
  }

  finish(): LabelFile {
    const { column, kind } = this;
    const canonical = this.needsSources() && this.withSources === true;
    const { categories, position } = this.finalCategories();
    const mirror = kind === 'choice' ? choiceMirror(categories) : null;
    if (this.options.orientation === 'canonical' && !canonical)
      throw new UnusableFile('--orientation canonical needs choices with source_a and source_b in every row');
    if (canonical && !mirror)
      throw new UnusableFile(
        'choices can only be aligned by source when A and B are both declared categories',
      );
    const names = this.sources.names;
    const reversed = column.item.map(
      (_, k) => canonical && isReversed(names[column.sourceA[k]!]!, names[column.sourceB[k]!]!),
    );
    const presented = Uint8Array.from(column.category, (category) => position[category]!);
    const side = (a: number[], b: number[]) => Int32Array.from(a, (own, k) => (reversed[k] ? b[k]! : own));
    const hasSources = column.sourceA.every((a, k) => a >= 0 && column.sourceB[k]! >= 0);
    return {
      kind: kind!,
      categories,
      orientation: canonical ? 'canonical' : 'presented',
      mirror,
      columns: {
        items: Int32Array.from(column.item),
        annotators: Int32Array.from(column.annotator),
        choices: presented.map((choice, k) => (reversed[k] ? mirror![choice]! : choice)),
        itemCount: this.itemIds.length,
        annotatorCount: this.annotators.names.length,
        categoryCount: categories.length,
      },
      itemIds: this.itemIds,
      annotatorIds: this.annotators.names,
      cantJudge: this.cantJudge,
      presented,
      sources: hasSources
        ? { names, a: side(column.sourceA, column.sourceB), b: side(column.sourceB, column.sourceA) }
        : null,
      strengths: this.signedStrengths(categories, position, reversed),
      createdAt: column.createdAt.some((time) => !Number.isNaN(time))
        ? Float64Array.from(column.createdAt)
        : null,
    };
  }

  private needsSources(): boolean {
    return this.kind === 'choice' && this.options.orientation !== 'presented';
  }

  /** In canonical order an item is a prompt with its two sources: another pair under the same id is another item. */
  private item(id: string, sourceA: string | null, sourceB: string | null): number {
    let key = id;
    if (this.needsSources() && sourceA !== null && sourceB !== null)
      key = isReversed(sourceA, sourceB)
        ? `${id}\u0000${sourceB}\u0000${sourceA}`
        : `${id}\u0000${sourceA}\u0000${sourceB}`;
    const known = this.itemIndex.get(key);
    if (known !== undefined) return known;
    this.itemIndex.set(key, this.itemIds.length);
    return this.itemIds.push(id) - 1;
  }

  /** Position of a category, or null when the declared ones lack it. */
  private category(name: string): number | null {
    const known = this.categories.find(name);
    if (known !== null) return known;
    if (this.options.categories) {
      return this.kind === 'choice' ? this.categories.find(choiceName(name)) : null;
    }
    if (this.kind === 'label') return this.categories.of(name);
    for (const choice of DEFAULT_CHOICES) this.categories.of(choice);
    const choice = choiceName(name);
    return choice === 'BOTH_BAD' ? this.categories.of(choice) : this.categories.find(choice);
  }

  /** The categories in their final order and, for each index used while reading, its place there. */
  private finalCategories(): { categories: string[]; position: number[] } {
    const names = this.categories.names;
    if (names.length > 64)
      throw new UnusableFile(`at most 64 categories can be measured, the file has ${names.length}`);
    if (this.options.categories || this.kind === 'choice')
      return { categories: names, position: [...names.keys()] };
    const numeric = names.every((name) => Number.isFinite(Number(name)));
    const sorted = [...names].sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1));
    return { categories: sorted, position: names.map((name) => sorted.indexOf(name)) };
  }

  /** Strength as a signed step: towards A negative, tie 0; both bad and rows without one have none. */
  private signedStrengths(
    categories: string[],
    position: number[],
    reversed: boolean[],
  ): Float64Array | null {
    const { strength, category } = this.column;
    if (this.kind !== 'choice' || strength.every(Number.isNaN)) return null;
    return Float64Array.from(strength, (size, k) => {
      const choice = categories[position[category[k]!]!];
      if (choice === 'TIE') return 0;
      if (choice !== 'A' && choice !== 'B') return Number.NaN;
      return Math.abs(size) * ((choice === 'B') === !reversed[k] ? 1 : -1);
    });
  }
}

class Index {
  readonly names: string[] = [];
  private readonly positions = new Map<string, number>();
  find(name: string): number | null {
    return this.positions.get(name) ?? null;
  }
  of(name: string): number {
    const known = this.positions.get(name);
    if (known !== undefined) return known;
    this.positions.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

const choiceName = (name: string) =>
  name
    .toUpperCase()
    .replace(/['’]/g, '')
    .replace(/[\s-]+/g, '_');
