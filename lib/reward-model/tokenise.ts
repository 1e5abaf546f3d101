const WORD_OR_MARK = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|[!?:;…]|```/gu;

/** Scripts written without spaces: one character is one token. The first of them starts at U+0E00. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACED_RUN_OR_CHARACTER =
  /[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|./gsu;
const FIRST_UNSPACED_UNIT = 0x0e00;

/**
 * The tokens of a text, in order: words (letters, marks and digits of any script, an inner apostrophe kept), the marks
 * ! ? : ; … and code fences. Text is first brought to NFKC and lower case, without regard to any locale; in scripts
 * without spaces each character is a token. No dictionary and no ICU word breaker, so that every machine sees the same tokens.
 */
export function tokenise(text: string): string[] {
  const found = text.normalize('NFKC').toLowerCase().match(WORD_OR_MARK) ?? [];
  if (!found.some(mayHoldUnspaced)) return found;
  return found.flatMap((token) =>
    mayHoldUnspaced(token) && UNSPACED.test(token) ? (token.match(SPACED_RUN_OR_CHARACTER) ?? []) : [token],
  );
}

/** Whether a token is a word or number rather than a mark. */
export function isWord(token: string): boolean {
  return !/^[!?:;…`]/.test(token);
}

function mayHoldUnspaced(token: string): boolean {
  for (let i = 0; i < token.length; i++) if (token.charCodeAt(i) >= FIRST_UNSPACED_UNIT) return true;
  return false;
}
