/** Distinct rows of counts, numbered by first appearance: open addressing, doubled when half full. */
export class PatternTable {
  size = 0;
  counts: Uint16Array;
  private slots = new Int32Array(256).fill(-1);

  constructor(private readonly width: number) {
    this.counts = new Uint16Array(64 * width);
  }

  intern(source: Uint16Array, from: number): number {
    const mask = this.slots.length - 1;
    let slot = this.hash(source, from) & mask;
    for (let known = this.slots[slot]!; known >= 0; known = this.slots[slot]!) {
      if (this.matches(known, source, from)) return known;
      slot = (slot + 1) & mask;
    }
    const pattern = this.size++;
    if (this.size * this.width > this.counts.length) {
      const grown = new Uint16Array(this.counts.length * 2);
      grown.set(this.counts);
      this.counts = grown;
    }
    this.counts.set(source.subarray(from, from + this.width), pattern * this.width);
    this.slots[slot] = pattern;
    if (this.size * 2 > this.slots.length) this.grow();
    return pattern;
  }

  /** A copy of one row of counts. */
  row(pattern: number): Uint16Array {
    return this.counts.slice(pattern * this.width, (pattern + 1) * this.width);
  }

  private matches(pattern: number, source: Uint16Array, from: number): boolean {
    const base = pattern * this.width;
    for (let c = 0; c < this.width; c++) if (this.counts[base + c] !== source[from + c]) return false;
    return true;
  }

  private hash(source: Uint16Array, from: number): number {
    let hash = 0;
    for (let c = 0; c < this.width; c++)
      hash = Math.imul(hash ^ source[from + c]!, 0x9e3779b1) ^ (hash >>> 15);
    return hash ^ (hash >>> 13);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let pattern = 0; pattern < this.size; pattern++) {
      let slot = this.hash(this.counts, pattern * this.width) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = pattern;
    }
  }
}
