/** A piece of a text, from offset to offset, that is left as it is: code, links. */
export type Untouched = readonly [from: number, to: number];

const OPEN_OR_CODE = /\\\(|\\\[|\$\$|\\.|\$/gs;

/**
 * Rewrites the ways in which models write mathematics to the one that the Markdown parser reads: `\(x\)` and `$x$` become
 * `$$x$$`, and `\[x\]` and a `$$x$$` on a line of its own become a block. A dollar is mathematics only as in Pandoc: no
 * space after the opening one, none before the closing one, no digit behind it, all on one line. So "$5 and $10" stays
 * what it is.
 */
export function withMathDelimiters(text: string, untouched: readonly Untouched[] = []): string {
  let [out, at] = ['', 0];
  const inside = (offset: number) => untouched.find(([from, to]) => offset >= from && offset < to);
  OPEN_OR_CODE.lastIndex = 0;
  for (let match = OPEN_OR_CODE.exec(text); match; match = OPEN_OR_CODE.exec(text)) {
    const [sign] = match;
    const skip = inside(match.index);
    if (skip) {
      OPEN_OR_CODE.lastIndex = skip[1];
      continue;
    }
    const found = mathAt(text, match.index, sign);
    if (!found || inside(found.end - 1)) continue;
    out += text.slice(at, match.index) + found.written;
    at = found.end;
    OPEN_OR_CODE.lastIndex = at;
  }
  return out + text.slice(at);
}

function mathAt(text: string, start: number, sign: string): { written: string; end: number } | null {
  if (sign === '\\(') return closedBy(text, start, sign, '\\)', false);
  if (sign === '\\[') return closedBy(text, start, sign, '\\]', true);
  if (sign === '$$') return closedBy(text, start, sign, '$$', standsAlone(text, start));
  if (sign !== '$') return null;
  const inner = /^\$(?![\s$])((?:\\.|[^$\\\n])*?(?:\\.|[^\s$\\]))\$(?![\d$])/s.exec(
    text.slice(start, start + 2000),
  );
  return inner ? { written: `$$${inner[1]}$$`, end: start + inner[0].length } : null;
}

function closedBy(text: string, start: number, open: string, close: string, block: boolean) {
  const end = text.indexOf(close, start + open.length);
  if (end < 0) return null;
  const inner = text.slice(start + open.length, end);
  // Mathematics does not reach over paragraphs.
  if (inner.trim() === '' || /\n\s*\n/.test(inner)) return null;
  const written = block ? asBlock(text, start, inner) : `$$${inner}$$`;
  return { written, end: end + close.length };
}

function standsAlone(text: string, start: number): boolean {
  const end = text.indexOf('$$', start + 2);
  return end > 0 && /(^|\n)[ \t>]*$/.test(text.slice(0, start)) && /^[ \t]*(\n|$)/.test(text.slice(end + 2));
}

/** Fences stand on lines of their own, indented like the line they replace, so that a list goes on around them. */
function asBlock(text: string, start: number, inner: string): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const indent = /^[ \t>]*$/.test(line) ? line : '';
  const lines = inner
    .trim()
    .split('\n')
    .map((l) => indent + l.trim());
  const before = indent === line ? '' : '\n';
  return `${before}$$\n${lines.join('\n')}\n${indent}$$`.replaceAll('$$', () => '$$') + (before ? '\n' : '');
}
