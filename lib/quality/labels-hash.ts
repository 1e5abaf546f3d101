import { createHash, type Hash } from 'node:crypto';
import { CATEGORIES } from './choice-codes';
import { type CountedVerdict, verdictLine } from './read-verdicts';

const BUFFERED = 65_536;

/** SHA-256 over labels in label order and verdicts: two equal hashes are the same ones, choice by choice. It can be read and go on. */
export class LabelsHash {
  private hash: Hash = createHash('sha256');
  private text = '';

  add(
    sequence: number,
    comparison: number,
    annotator: number,
    round: number,
    choice: number,
    strength: number,
  ): void {
    this.text += `${sequence} ${comparison} ${annotator} ${round} ${CATEGORIES[choice] ?? 'CANT_JUDGE'} ${strength}\n`;
    if (this.text.length > BUFFERED) this.flush();
  }

  /** The hash of what was added so far and of the verdicts, which come after the labels. */
  read(verdicts: readonly CountedVerdict[]): string {
    this.flush();
    return this.hash.copy().update(verdicts.map(verdictLine).join('')).digest('hex');
  }

  private flush(): void {
    this.hash.update(this.text);
    this.text = '';
  }
}
