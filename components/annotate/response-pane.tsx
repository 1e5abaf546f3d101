import type { ReactNode, Ref } from 'react';
import { Icon } from '#components/ui/icon';
import { cx } from '../ui/cx';
import { ScrollArea } from '../ui/scroll-area';
import { ResponseMarkdown } from './markdown';
import { SideLetter } from './side-letter';

interface ResponsePaneProps {
  side: 'A' | 'B';
  text: string;
  chosen?: boolean;
  /** Instead of the formatted text. */
  children?: ReactNode;
  /** The part that scrolls. */
  scroller?: Ref<HTMLElement>;
}

/** One response as its annotator reads it: A's edge is blue, B's orange, the chosen one says so. No source, no word count. */
export function ResponsePane({ side, text, chosen, children, scroller }: ResponsePaneProps) {
  return (
    <article
      aria-label={`Response ${side}`}
      className={cx(
        'flex min-h-0 min-w-0 flex-col rounded-control border border-t-[3px] bg-surface',
        side === 'A' ? 'border-t-a' : 'border-t-b',
        chosen ? (side === 'A' ? 'border-a' : 'border-b') : 'border-x-line border-b-line',
      )}
    >
      {/* A phone has the switch above, and needs the line for the text. */}
      <header className="flex items-center gap-2 border-line border-b px-4 py-2 max-sm:sr-only">
        <SideLetter side={side} />
        <h2 className="font-semibold">Response {side}</h2>
        {chosen && (
          <span
            className={cx(
              'ml-auto inline-flex items-center gap-1 font-semibold text-small',
              side === 'A' ? 'text-a-text' : 'text-b-text',
            )}
          >
            <Icon name="check" size={14} strokeWidth={2} />
            Your choice
          </span>
        )}
      </header>
      <ScrollArea
        label={`Text of response ${side}`}
        className="min-h-0 flex-1 overflow-auto px-4 py-3 max-sm:px-3"
        ref={scroller}
      >
        {children ?? <ResponseMarkdown text={text} />}
      </ScrollArea>
    </article>
  );
}
