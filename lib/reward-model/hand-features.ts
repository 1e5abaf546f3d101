/** The hand-made features, in the order of the feature vector. A change here is a new feature version. */
export const HAND_FEATURES = [
  'log characters',
  'log lines',
  'log list items',
  'code fence',
  'prompt overlap precision',
  'prompt overlap recall',
  'type-token ratio',
  'terminal punctuation',
  'share of tokens with digits',
  'log refusal cues',
  'log hedge cues',
  'log question marks',
  'log exclamation marks',
  'truncated ending',
  'share of capital letters',
  'mean word length',
  'log mean sentence length',
] as const;

const LIST_ITEM = /^[ \t]*(?:[-*•+]|\d{1,3}[.)])[ \t]+\S/gm;
const TERMINAL = /[.!?…。！？｡।؟]["'”’»)\]*_`]*\s*$/u;
const SENTENCE_END = /[.!?…。！？।؟]+/gu;
const REFUSAL =
  /\b(?:i(?:'m| am) (?:sorry|unable|not able)|i (?:cannot|can't|won't|will not|must decline)|as an ai|against my (?:guidelines|policy)|not appropriate)\b/gi;
const HEDGE =
  /\b(?:perhaps|maybe|might|possibly|it depends|i think|i believe|i guess|probably|seems?|in my opinion|not sure|generally|arguably)\b/gi;
const TRUNCATED = /[\p{L}\p{N},;:(–-]\s*$/u;
const TRUNCATION_MINIMUM_WORDS = 20;

/**
 * The raw (not standardised) hand features of a response beside its prompt. All are finite for every string, the empty
 * one too: shares of nothing are 0.
 *
 * @param response the response text.
 * @param words its word tokens, in order.
 * @param distinct its distinct words.
 * @param promptWords the distinct words of the prompt.
 * @returns one number per entry of HAND_FEATURES; logarithms are log(1 + count).
 */
export function handFeatures(
  response: string,
  words: readonly string[],
  distinct: ReadonlySet<string>,
  promptWords: ReadonlySet<string>,
): number[] {
  const sentences = Math.max(1, count(response, SENTENCE_END));
  const letters = letterCounts(response, words);
  let shared = 0;
  for (const word of distinct) if (promptWords.has(word)) shared++;
  const terminal = TERMINAL.test(response);
  return [
    Math.log1p(response.length),
    Math.log1p(lineCount(response)),
    Math.log1p(count(response, LIST_ITEM)),
    response.includes('```') ? 1 : 0,
    share(shared, distinct.size),
    share(shared, promptWords.size),
    share(distinct.size, words.length),
    terminal ? 1 : 0,
    share(letters.wordsWithDigit, words.length),
    Math.log1p(count(response, REFUSAL)),
    Math.log1p(count(response, HEDGE)),
    Math.log1p(characterCount(response, '?')),
    Math.log1p(characterCount(response, '!')),
    !terminal && words.length >= TRUNCATION_MINIMUM_WORDS && TRUNCATED.test(response) ? 1 : 0,
    share(letters.capitals, letters.letters),
    share(letters.characters, words.length),
    Math.log1p(words.length / sentences),
  ];
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function characterCount(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}

function lineCount(text: string): number {
  let lines = 0;
  for (const line of text.split('\n')) if (line.trim() !== '') lines++;
  return lines;
}

function letterCounts(response: string, words: readonly string[]) {
  let characters = 0;
  let wordsWithDigit = 0;
  for (const word of words) {
    characters += word.length;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      if (unit >= 48 && unit <= 57) {
        wordsWithDigit++;
        break;
      }
    }
  }
  // Capitals are counted in the Latin, Greek and Cyrillic ranges by comparing each unit with its own lower case, which
  // is cheap and independent of locale; scripts without case count as letters that are not capitals.
  const lower = response.toLowerCase();
  let letters = 0;
  let capitals = 0;
  if (lower.length === response.length) {
    for (let i = 0; i < response.length; i++) {
      const unit = response.charCodeAt(i);
      if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit >= 0xc0) {
        letters++;
        if (lower.charCodeAt(i) !== unit) capitals++;
      }
    }
  }
  return { characters, wordsWithDigit, letters, capitals };
}
