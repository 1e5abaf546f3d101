import type { JobWord } from '#lib/training/engine-state';

const MARK = 'CONCORD ';
const LONGEST_LINE = 500;

/** What a job's log says to us, and the rest of it. A last line that is not finished yet is left for the next time. */
export function jobWords(log: string, ended: boolean): { words: JobWord[]; lines: string[] } {
  const all = log.split('\n');
  const unfinished = all.pop();
  if (ended && unfinished) all.push(unfinished);
  const words: JobWord[] = [];
  const lines: string[] = [];
  for (const line of all) {
    const word = line.startsWith(MARK) ? parsed(line.slice(MARK.length)) : null;
    if (word) words.push(word);
    else lines.push(line.slice(0, LONGEST_LINE));
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
