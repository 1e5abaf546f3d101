import type { JobWord } from '#lib/training/engine-state';

const MARK = 'CONCORD ';
const LONGEST_LINE = 500;

/**
 * What a job's log says to us, and the rest of it. A last line that is not finished yet is left for the next time. The log
 * has both outputs of the job in it, and a progress bar that somebody else draws ends no line: a word may stand behind one.
 */
export function jobWords(log: string, ended: boolean): { words: JobWord[]; lines: string[] } {
  const all = log.split('\n');
  const unfinished = all.pop();
  if (ended && unfinished) all.push(unfinished);
  const words: JobWord[] = [];
  const lines: string[] = [];
  for (const line of all) {
    const at = line.indexOf(MARK);
    const word = at < 0 ? null : parsed(line.slice(at + MARK.length));
    if (word) words.push(word);
    // Of a bar that is drawn over itself, the last state.
    const rest = (word ? line.slice(0, at) : line).split('\r').pop()!;
    if (rest.trim() || !word) lines.push(rest.slice(0, LONGEST_LINE));
  }
  return { words, lines };
}

function parsed(text: string): JobWord | null {
  try {
    const word = JSON.parse(text) as Partial<JobWord>;
    return Number.isInteger(word.n) && typeof word.kind === 'string' ? (word as JobWord) : null;
  } catch {
    return null;
  }
}
