export type Choice = 'A' | 'B' | 'TIE' | 'BOTH_BAD' | 'CANT_JUDGE';

/** The words of a choice and the key that makes it. Keys are digits, because they lie alike on every keyboard. */
export const CHOICE_WORDS: Record<Choice, { label: string; key: string }> = {
  A: { label: 'A is better', key: '1' },
  TIE: { label: 'Tie', key: '0' },
  B: { label: 'B is better', key: '2' },
  BOTH_BAD: { label: 'Both bad', key: '3' },
  CANT_JUDGE: { label: 'Can’t judge', key: '4' },
};
