import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';

// One level below the page's own heading; links leave in a tab of their own and say nothing of where they come from.
const COMPONENTS: Components = {
  h1: ({ children }) => <h3 className="response-heading">{children}</h3>,
  h2: ({ children }) => <h4 className="response-heading">{children}</h4>,
  h3: ({ children }) => <h5 className="response-heading">{children}</h5>,
  h4: ({ children }) => <h6 className="response-heading">{children}</h6>,
  a: ({ href, children }) => (
    <a className="link underline" href={href} rel="noopener noreferrer" target="_blank">
      {children}
    </a>
  ),
  img: ({ alt }) => <span>[picture{alt ? `: ${alt}` : ''}]</span>,
};

const REMARK = [remarkGfm];

/** A guideline's Markdown, written by the project's leads. */
export function GuidelineText({ text }: { text: string }) {
  return (
    <div className="markdown">
      <Markdown components={COMPONENTS} remarkPlugins={REMARK}>
        {text}
      </Markdown>
    </div>
  );
}
