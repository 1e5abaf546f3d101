'use client';

import { useEffect, useRef, useState } from 'react';
import { cx } from '../ui/cx';
import { ResponsePane } from './response-pane';
import { SideLetter } from './side-letter';

interface ResponsePairProps {
  a: string;
  b: string;
  chosen?: 'A' | 'B' | null;
}

/** Two responses side by side; on a phone a carousel in which the other one peeks in, with a switch above. */
export function ResponsePair({ a, b, chosen }: ResponsePairProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<'A' | 'B'>('A');

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
        className="grid min-h-0 flex-1 grid-cols-2 gap-4 max-sm:-mx-3 max-sm:flex max-sm:snap-x max-sm:snap-mandatory max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-3 max-sm:[scrollbar-width:none] max-sm:*:w-[94%] max-sm:*:shrink-0 max-sm:*:snap-center"
        ref={frame}
      >
        <ResponsePane chosen={chosen === 'A'} side="A" text={a} />
        <ResponsePane chosen={chosen === 'B'} side="B" text={b} />
      </div>
    </div>
  );
}
