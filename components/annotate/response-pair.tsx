'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { cx } from '../ui/cx';
import { ResponseDifferences } from './response-differences';
import { ResponsePane } from './response-pane';
import { useScrollTogether } from './scroll-together';
import { SideLetter } from './side-letter';
import { wordDifferences } from './word-differences';

interface ResponsePairProps {
  a: string;
  b: string;
  chosen?: 'A' | 'B' | null;
  layout?: 'side-by-side' | 'stacked';
  scrollTogether?: boolean;
  /** Plain words with what only one of them has marked, instead of the formatted texts. */
  differences?: boolean;
}

/** Two responses side by side or stacked; on a phone a carousel in which the other one peeks in, with a switch above. */
export function ResponsePair({ a, b, chosen, layout, scrollTogether, differences }: ResponsePairProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [textA, textB] = [useRef<HTMLElement>(null), useRef<HTMLElement>(null)];
  const [seen, setSeen] = useState<'A' | 'B'>('A');
  const parts = useMemo(() => (differences ? wordDifferences(a, b) : null), [a, b, differences]);
  useScrollTogether(textA, textB, scrollTogether ?? false);

  useEffect(() => {
    const track = frame.current;
    if (!track) return;
    const follow = () =>
      setSeen(
        track.scrollLeft > (track.scrollWidth - track.clientWidth) / 2 &&
          track.scrollWidth > track.clientWidth
          ? 'B'
          : 'A',
      );
    track.addEventListener('scroll', follow, { passive: true });
    return () => track.removeEventListener('scroll', follow);
  }, []);

  const show = (side: 'A' | 'B') => {
    const track = frame.current;
    track?.scrollTo({ left: side === 'A' ? 0 : track.scrollWidth, behavior: 'smooth' });
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      {differences && (
        <p className="shrink-0 text-ink-2 text-small" role="status">
          {parts
            ? 'Underlined: words that only this response has. The formatting is off meanwhile.'
            : 'These texts are too long and too different to be compared word by word.'}
        </p>
      )}
      <fieldset className="grid shrink-0 grid-cols-2 overflow-hidden rounded-control border border-control sm:hidden">
        <legend className="sr-only">Which response to read</legend>
        {(['A', 'B'] as const).map((side) => (
          <button
            aria-pressed={seen === side}
            className={cx(
              'flex h-9 items-center justify-center gap-1.5 outline-offset-[-3px] last:border-control last:border-l',
              seen === side
                ? cx('font-semibold', side === 'A' ? 'bg-a-soft text-a-text' : 'bg-b-soft text-b-text')
                : 'bg-surface text-ink-2',
            )}
            key={side}
            onClick={() => show(side)}
            type="button"
          >
            <SideLetter side={side} /> Response {side}
          </button>
        ))}
      </fieldset>
      <div
        className={cx(
          'grid min-h-0 flex-1 gap-4',
          layout === 'stacked' ? 'grid-cols-1 grid-rows-2' : 'grid-cols-2',
          'max-sm:-mx-3 max-sm:flex max-sm:snap-x max-sm:snap-mandatory max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-3 max-sm:[scrollbar-width:none] max-sm:*:w-[94%] max-sm:*:shrink-0 max-sm:*:snap-center',
        )}
        ref={frame}
      >
        <ResponsePane chosen={chosen === 'A'} scroller={textA} side="A" text={a}>
          {parts && <ResponseDifferences parts={parts.before} side="A" />}
        </ResponsePane>
        <ResponsePane chosen={chosen === 'B'} scroller={textB} side="B" text={b}>
          {parts && <ResponseDifferences parts={parts.after} side="B" />}
        </ResponsePane>
      </div>
    </div>
  );
}
