import { diffArrays } from 'diff';

/** A stretch of a text: shared with the other one, or its own. */
export interface DifferencePart {
  text: string;
  own: boolean;
}

const LONGEST_MS = 400;

const TOKEN = /\s+|[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu;
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Words, runs of space and single signs. Only scripts that put no spaces between words are left to the browser's own
 * segmenter, run by run: over a long text it takes time by the square of its length.
 */
function words(text: string): string[] {
  const tokens = text.match(TOKEN) ?? [];
  if (!WITHOUT_SPACES.test(text) || typeof Intl.Segmenter === 'undefined') return tokens;
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  return tokens.flatMap((token) =>
    WITHOUT_SPACES.test(token) ? Array.from(segmenter.segment(token), (s) => s.segment) : [token],
  );
}

/**
 * What two texts share and what only one of them has, word by word. Joined, the parts of each side are its text again.
 *
 * @returns null when the texts are so long and so different that it would take too long to say.
 */
export function wordDifferences(
  before: string,
  after: string,
): { before: DifferencePart[]; after: DifferencePart[] } | null {
  const parts = diffArrays(words(before), words(after), { timeout: LONGEST_MS });
  if (!parts) return null;
  const side = (leftOut: 'added' | 'removed') =>
    joined(
      parts.filter((p) => !p[leftOut]).map((p) => ({ text: p.value.join(''), own: p.added || p.removed })),
    );
  return { before: side('added'), after: side('removed') };
}

/** One text after the other: what went, what came, what stayed. */
export interface ChangePart {
  text: string;
  change: 'added' | 'removed' | 'kept';
}

/** The change from one version of a text to the next, word by word; null when it would take too long to say. */
export function wordChanges(before: string, after: string): ChangePart[] | null {
  const parts = diffArrays(words(before), words(after), { timeout: LONGEST_MS });
  return (
    parts?.map((p) => ({
      text: p.value.join(''),
      change: p.added ? 'added' : p.removed ? 'removed' : 'kept',
    })) ?? null
  );
}

/** A space between two own words is not worth a gap in the marking. */
function joined(parts: DifferencePart[]): DifferencePart[] {
  const result: DifferencePart[] = [];
  for (const [at, part] of parts.entries()) {
    const between = !part.own && /^[ \t]+$/.test(part.text) && parts[at - 1]?.own && parts[at + 1]?.own;
    const own = part.own || Boolean(between);
    const last = result.at(-1);
    if (last?.own === own) last.text += part.text;
    else result.push({ text: part.text, own });
  }
  return result;
}
