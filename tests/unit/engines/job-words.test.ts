import { describe, expect, it } from 'vitest';
import { jobWords } from '#jobs/engines/job-words';

const WORD = 'CONCORD {"n":1,"kind":"data","kept":3,"droppedTooLong":0,"train":2}';

describe('the words of a job', () => {
  it('are told apart from the rest of its log', () => {
    expect(jobWords(`Loading\n${WORD}\nCONCORD is a word too\n`, false)).toEqual({
      words: [{ n: 1, kind: 'data', kept: 3, droppedTooLong: 0, train: 2 }],
      lines: ['Loading', 'CONCORD is a word too'],
    });
  });

  it('are found behind a progress bar that ends no line, of which the last state stays', () => {
    const bar = '\r 3%|▎ | 9/300\r 4%|▍ | 12/300';
    const { words, lines } = jobWords(`${bar}${WORD}\n`, false);
    expect(words).toHaveLength(1);
    expect(lines).toEqual([' 4%|▍ | 12/300']);
  });

  it('are left for the next time while their line is not finished, unless the job has ended', () => {
    expect(jobWords(WORD, false)).toEqual({ words: [], lines: [] });
    expect(jobWords(WORD, true).words).toHaveLength(1);
  });
});
