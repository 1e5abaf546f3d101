import type { ComponentProps } from 'react';
import Markdown, { type Components } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { Icon } from '#components/ui/icon';
import { ScrollArea } from '../ui/scroll-area';
import { remarkMathematics } from './remark-mathematics';

/**
 * A response is somebody else's text. It may format itself, but it may not fetch or run anything: links say where they
 * lead and open apart, without a word about where they were clicked; pictures are named and not loaded; HTML stays text.
 */
const COMPONENTS: Components = {
  a: ({ href, children }) => {
    const leads = href && /^https?:\/\//i.test(href);
    return (
      <span>
        {leads ? (
          <a
            className="link underline"
            href={href}
            referrerPolicy="no-referrer"
            rel="noopener noreferrer nofollow"
            target="_blank"
          >
            {children}
            <Icon name="external" className="ml-0.5 inline align-baseline" size={12} strokeWidth={2} />
            <span className="sr-only"> (opens another site in a new tab)</span>
          </a>
        ) : (
          <span className="underline decoration-control underline-offset-2">{children}</span>
        )}
        {href && !sameWords(children, href) && <span className="text-ink-3 text-small"> ({href})</span>}
      </span>
    );
  },
  img: ({ alt, src }) => (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-small border border-control border-dashed bg-sunken px-2 py-0.5 text-ink-2 text-small">
      <Icon name="image" className="shrink-0" size={13} strokeWidth={2} />
      <span className="min-w-0">
        Picture, not loaded{alt ? `: ${alt}` : ''}
        {typeof src === 'string' && src && <span className="text-ink-3"> ({src})</span>}
      </span>
    </span>
  ),
  table: ({ children }) => (
    <ScrollArea className="table-scroll" label="Table" many>
      <table>{children}</table>
    </ScrollArea>
  ),
  pre: ({ children }) => (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {children}
    </pre>
  ),
  input: ({ checked }) => <span className="font-mono">{checked ? '[x] ' : '[ ] '}</span>,
  // The page has its own headings; a response's would break its outline.
  h1: ({ children }) => <p className="response-heading">{children}</p>,
  h2: ({ children }) => <p className="response-heading">{children}</p>,
  h3: ({ children }) => <p className="response-heading">{children}</p>,
  h4: ({ children }) => <p className="response-heading">{children}</p>,
  h5: ({ children }) => <p className="response-heading">{children}</p>,
  h6: ({ children }) => <p className="response-heading">{children}</p>,
};

function sameWords(children: unknown, href: string): boolean {
  return (
    typeof children === 'string' &&
    (children === href || `mailto:${children}` === href || `http://${children}` === href)
  );
}

// Made once: it reads 37 languages, which takes longer than most responses.
const highlight = rehypeHighlight({ detect: false });

type Plugins = ComponentProps<typeof Markdown>['remarkPlugins'];

const REMARK: Plugins = [remarkGfm, [remarkMath, { singleDollarTextMath: false }], remarkMathematics];
const REHYPE: Plugins = [
  // MathML needs no fonts and is read aloud. What it cannot read stays as it was written.
  [rehypeKatex, { output: 'mathml', strict: 'ignore', errorColor: 'inherit', maxSize: 20, maxExpand: 200 }],
  // Unknown languages stay plain; guessing one would colour prose.
  () => highlight,
];

export function ResponseMarkdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <Markdown
        components={COMPONENTS}
        rehypePlugins={REHYPE}
        remarkPlugins={REMARK}
        urlTransform={(address) => address}
      >
        {text}
      </Markdown>
    </div>
  );
}
