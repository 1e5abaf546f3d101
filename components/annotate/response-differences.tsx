import { cx } from '../ui/cx';
import type { DifferencePart } from './word-differences';

const LOOK = {
  A: 'bg-a-soft decoration-a decoration-solid',
  B: 'bg-b-soft decoration-b decoration-double',
};

/** A response as plain words, with those that the other one lacks marked: by colour, underline and, read aloud, in words. */
export function ResponseDifferences({ parts, side }: { parts: DifferencePart[]; side: 'A' | 'B' }) {
  return (
    <p className="markdown whitespace-pre-wrap">
      {parts.map((part, at) =>
        part.own && part.text.trim() !== '' ? (
          <mark
            className={cx('rounded-small font-semibold text-ink underline underline-offset-4', LOOK[side])}
            // biome-ignore lint/suspicious/noArrayIndexKey: parts are told by their place
            key={at}
          >
            <span className="sr-only"> [only in {side}: </span>
            {part.text}
            <span className="sr-only">] </span>
          </mark>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
