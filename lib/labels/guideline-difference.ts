import { diffWordsWithSpace } from 'diff';

/** A stretch of text that stayed, came or went. */
export interface TextPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What changed between two versions of a text, as a reader wants it: word by word, with how much there is of it. */
export interface TextDifference {
  parts: TextPart[];
  wordsAdded: number;
  wordsRemoved: number;
}

const KEPT_LINES = 2;

/** Words that came and went from one text to the next; order and spelling count, white space only with the words beside it. */
export function textDifference(before: string, after: string): TextDifference {
  const parts = diffWordsWithSpace(before, after).map(
    ({ added, removed, value }): TextPart => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }),
  );
  const words = (kind: TextPart['kind']) =>
    parts
      .filter((part) => part.kind === kind)
      .reduce((sum, part) => sum + (part.text.match(/\S+/g)?.length ?? 0), 0);
  return { parts, wordsAdded: words('added'), wordsRemoved: words('removed') };
}

/** The same without the long stretches that stayed: of each at most a few lines beside a change, the rest as a gap. */
export function onlyChanges(parts: TextPart[]): (TextPart | { kind: 'gap'; lines: number })[] {
  return parts.flatMap((part, at): (TextPart | { kind: 'gap'; lines: number })[] => {
    if (part.kind !== 'same') return [part];
    const lines = part.text.split('\n');
    const head = at === 0 ? 0 : KEPT_LINES;
    const tail = at === parts.length - 1 ? 0 : KEPT_LINES;
    const hidden = lines.length - head - tail - 1;
    if (hidden < 3) return [part];
    const kept = (from: number, to?: number) => lines.slice(from, to).join('\n');
    const shown: (TextPart | { kind: 'gap'; lines: number })[] = [{ kind: 'gap', lines: hidden }];
    if (head) shown.unshift({ kind: 'same', text: `${kept(0, head)}\n` });
    if (tail) shown.push({ kind: 'same', text: kept(-tail - 1) });
    return shown;
  });
}
