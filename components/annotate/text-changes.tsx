import { useMemo } from 'react';
import { wordChanges } from './word-differences';

const LONG = 240;

/** The change from one version of a text to the next, word by word, with long unchanged stretches left out. */
export function TextChanges({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => wordChanges(before, after), [before, after]);
  if (!parts) return <p>The versions are too different to be compared word by word. Read the whole text.</p>;
  return (
    <p className="markdown whitespace-pre-wrap">
      {parts.map((part, at) => {
        const key = `${at} ${part.change}`;
        if (part.change === 'kept')
          return <span key={key}>{shortened(part.text, at === 0, at === parts.length - 1)}</span>;
        const added = part.change === 'added';
        const Mark = added ? 'ins' : 'del';
        return (
          <Mark className={added ? 'bg-pass-soft font-semibold text-ink' : 'bg-fail-soft text-ink'} key={key}>
            <span className="sr-only">{added ? ' [new: ' : ' [gone: '}</span>
            {part.text}
            <span className="sr-only">] </span>
          </Mark>
        );
      })}
    </p>
  );
}

/** Enough around a change to know where it stands. */
function shortened(text: string, first: boolean, last: boolean): string {
  if (text.length <= LONG) return text;
  const head = first ? '' : text.slice(0, LONG / 2);
  const tail = last ? '' : text.slice(-LONG / 2);
  return `${head} … ${tail}`;
}
