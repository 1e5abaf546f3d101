import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ResponseMarkdown } from '#components/annotate/markdown';
import { withMathDelimiters } from '#components/annotate/math-delimiters';

const html = (text: string) => renderToStaticMarkup(createElement(ResponseMarkdown, { text }));
const formulas = (text: string) => html(text).match(/<math[ >]/g)?.length ?? 0;
const blocks = (text: string) => html(text).match(/<math[^>]* display="block"/g)?.length ?? 0;

describe('mathematics in a response', () => {
  it('is read in every way in which models write it', () => {
    for (const text of ['So $x^2$ grows.', 'So \\(x^2\\) grows.', 'So $$x^2$$ grows.'])
      expect([text, formulas(text), blocks(text)]).toEqual([text, 1, 0]);
    for (const text of [
      '$$\nx^2\n$$',
      'Then\n\n$$x^2$$\n\nholds.',
      'Then\n\\[\nx^2\n\\]\nholds.',
      'Then \\[x^2\\] holds.',
      '1. First\n\n   $$x^2$$\n\n2. Second',
    ])
      expect([text, formulas(text), blocks(text)]).toEqual([text, 1, 1]);
    expect(html('1. First\n\n   $$x^2$$\n\n2. Second')).toContain('<ol>\n<li>');
    expect(formulas('Both $a_b*c$ and $d*e_f$, \\(\\alpha\\)')).toBe(3);
  });

  it('is not seen in prices, shells and code', () => {
    for (const text of [
      'It costs $5 and $10.',
      'From $5-$10, US$5 or A$6, ($7) or $8.',
      'Set $HOME and $PATH.',
      'Run `echo $x$y$` or ``$a$``.',
      '```sh\necho $x$ \\(y\\)\n```',
      '    indented $x$ code',
      'A price of \\$5 and a tip of 2$',
      'See [this](https://example.org/$a$) page',
      'In one $paragraph\n\nand another$ here',
    ])
      expect([text, formulas(text)]).toEqual([text, 0]);
    expect(html('It costs $5 and $10.')).toContain('It costs $5 and $10.');
    expect(html('Pay $5, then solve $x=1$ for $6.')).toMatch(/Pay \$5, then solve <.*math.* for \$6\./s);
  });

  it('that cannot be read stays as it was written, and nothing in it links or loads', () => {
    expect(html('$\\frac{1$')).toContain('\\frac{1');
    const hostile = html('$\\href{javascript:alert(1)}{x}$ $\\includegraphics{//evil.example/x.png}$');
    expect(hostile).not.toMatch(/<a |<img|href=/);
  });

  it('leaves a text without any as it is', () => {
    expect(withMathDelimiters('nothing *here*')).toBe('nothing *here*');
    expect(withMathDelimiters('a $x$ b', [[0, 7]])).toBe('a $x$ b');
  });
});

describe('a response', () => {
  it('runs and loads nothing', () => {
    const shown = html(
      '<script>alert(1)</script><img src="https://evil.example/a.png" onerror="alert(1)">\n\n![tracker](https://evil.example/b.png) [x](javascript:alert(1)) <b>bold</b>',
    );
    expect(shown).not.toMatch(/<(script|img|iframe|b)[ >]/);
    expect(shown).not.toContain('href=');
    expect(shown).toContain('Picture, not loaded: tracker');
  });

  it('marks links as leading elsewhere, and gives nothing away to where they lead', () => {
    const shown = html('[the manual](https://example.org/manual)');
    expect(shown).toContain('rel="noopener noreferrer nofollow"');
    expect(shown).toContain('target="_blank"');
    expect(shown).toContain('opens another site');
    expect(shown).toContain('(https://example.org/manual)');
  });

  it('shows tables and code with its colours', () => {
    expect(html('| a | b |\n| - | - |\n| 1 | 2 |')).toContain('<td>1</td>');
    expect(html('```python\nimport os\n```')).toContain('hljs-keyword');
  });
});
