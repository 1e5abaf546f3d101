export type Verdict = 'PASS' | 'FAIL' | 'NOT_ENOUGH_EVIDENCE';

export const VERDICT_WORD: Record<Verdict, string> = {
  PASS: 'Pass',
  FAIL: 'Fail',
  NOT_ENOUGH_EVIDENCE: 'Not enough evidence',
};

export const VERDICT_TEXT: Record<Verdict, string> = {
  PASS: 'text-pass-text',
  FAIL: 'text-fail-text',
  NOT_ENOUGH_EVIDENCE: 'text-nee-text',
};
