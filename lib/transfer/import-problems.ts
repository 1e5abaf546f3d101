/** What is wrong with one line of an imported file. `field` is null when it is the line as a whole. */
export interface ImportProblem {
  line: number;
  field: string | null;
  reason: string;
}

/** How many problems are kept to be shown; all are counted. */
export const KEPT_PROBLEMS = 200;

/** Collects problems in bounded memory: a file of a million bad lines must not become a million objects. */
export class ImportProblems {
  count = 0;
  readonly #kept: ImportProblem[] = [];

  /** Problems come in line order from each reader, so the first ones kept are those of the first lines. */
  add(line: number, field: string | null, reason: string): void {
    this.count++;
    if (this.#kept.length < KEPT_PROBLEMS) this.#kept.push({ line, field, reason });
  }

  /** Adds what a later check found: its first problems, and how many there are in all. */
  merge(found: readonly ImportProblem[], count: number): void {
    this.count += count;
    this.#kept.push(...found.slice(0, KEPT_PROBLEMS));
  }

  /** The first problems, by line. */
  first(): ImportProblem[] {
    return this.#kept.toSorted((a, b) => a.line - b.line).slice(0, KEPT_PROBLEMS);
  }
}
