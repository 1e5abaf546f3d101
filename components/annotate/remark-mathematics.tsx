import { type Untouched, withMathDelimiters } from './math-delimiters';

interface Node {
  type: string;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}
type Parser = (document: string, file: unknown) => Node;

const VERBATIM = ['code', 'inlineCode', 'html', 'link', 'image', 'definition'];

function verbatim(node: Node, found: Untouched[] = []): Untouched[] {
  if (VERBATIM.includes(node.type))
    found.push([node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
  else for (const child of node.children ?? []) verbatim(child, found);
  return found;
}

/** Lets `remark-math` read every usual way of writing mathematics. The first parse tells what is code and stays as it is. */
export function remarkMathematics(this: { parser?: unknown }): void {
  const parse = this.parser as Parser;
  this.parser = (document: string, file: unknown): Node => {
    const tree = parse(document, file);
    if (!/[$\\]/.test(document)) return tree;
    const rewritten = withMathDelimiters(document, verbatim(tree));
    return rewritten === document ? tree : parse(rewritten, file);
  };
}
