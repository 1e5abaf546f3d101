import { expect, it } from 'vitest';

/** Our names, and Lucide's. `npx vitest run tests/unit/ui -u` draws the file anew. */
const LUCIDE = {
  adjudicate: 'scale',
  agreement: 'grid-3x3',
  alert: 'triangle-exclamation-point',
  annotate: 'columns-2',
  annotators: 'users',
  audit: 'scroll-text',
  batch: 'layers',
  bell: 'bell',
  check: 'check',
  close: 'x',
  columns: 'columns-3',
  comparisons: 'text-align-start',
  copy: 'copy',
  database: 'database',
  differences: 'diff',
  down: 'arrow-down',
  drift: 'activity',
  export: 'download',
  external: 'external-link',
  flag: 'flag',
  gate: 'shield-check',
  guide: 'book-open',
  guideline: 'file-text',
  history: 'rotate-ccw-clock',
  home: 'house',
  image: 'image',
  import: 'upload',
  inbox: 'inbox',
  info: 'info',
  invite: 'user-plus',
  key: 'key-round',
  left: 'chevron-left',
  lock: 'lock',
  model: 'cpu',
  more: 'ellipsis',
  offline: 'cloud-off',
  open: 'chevron-down',
  overview: 'chart-no-axes-column',
  pause: 'pause',
  play: 'play',
  plus: 'plus',
  policy: 'clipboard-check',
  preferences: 'settings-2',
  projects: 'folder-open',
  right: 'chevron-right',
  saved: 'cloud-check',
  saving: 'cloud-upload',
  search: 'search',
  settings: 'settings',
  swap: 'arrow-up-down',
  training: 'chart-spline',
  undo: 'undo-2',
  up: 'arrow-up',
  watch: 'eye',
} as const;

/** As the formatter has it. */
const LINE_WIDTH = 110;

type Shape = [kind: string, sizes: Record<string, string>];

it('draws each icon as Lucide does, in one path', async () => {
  const lines = [];
  for (const [name, file] of Object.entries(LUCIDE)) {
    const { __iconData } = (await import(`lucide-react/dist/esm/icons/${file}.mjs`)) as {
      __iconData: { node: Shape[] };
    };
    const shape = `'${__iconData.node.map(path).join('')}',`;
    const line = `  ${name}: ${shape}`;
    lines.push(line.length <= LINE_WIDTH ? line : `  ${name}:\n    ${shape}`);
  }
  await expect(
    `/** Each icon in a square of 24, as one path: drawn from Lucide (ISC license) by tests/unit/ui/icon-shapes.test.ts. */\nexport const ICON_SHAPES = {\n${lines.join('\n')}\n};\n`,
  ).toMatchFileSnapshot('../../../components/ui/icon-shapes.tsx');
});

/** The same line as a path. */
function path([kind, sizes]: Shape): string {
  const n = (name: string) => Number(sizes[name] ?? 0);
  const arc = (rx: number, ry: number, x: number, y: number) => `a${rx} ${ry} 0 0 1 ${x} ${y}`;
  // Relative to nothing it began absolutely; behind another shape it must say so, and what follows stays relative.
  if (kind === 'path')
    return sizes.d!.replace(
      /^m\s*(-?\d*\.?\d+)[ ,]*(-?\d*\.?\d+)\s*(?=([-.\d])?)/,
      (_, x, y, more) => `M${x} ${y}${more ? 'l' : ''}`,
    );
  if (kind === 'line') return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
  if (kind === 'polyline') return `M${sizes.points}`;
  if (kind === 'circle' || kind === 'ellipse') {
    const [rx, ry] = kind === 'circle' ? [n('r'), n('r')] : [n('rx'), n('ry')];
    return `M${n('cx') - rx} ${n('cy')}${arc(rx, ry, 2 * rx, 0)}${arc(rx, ry, -2 * rx, 0)}z`;
  }
  if (kind !== 'rect') throw new Error(`no path for <${kind}>`);
  const [x, y, width, height, r] = [n('x'), n('y'), n('width'), n('height'), n('rx') || n('ry')];
  return r === 0
    ? `M${x} ${y}h${width}v${height}h${-width}z`
    : `M${x + r} ${y}h${width - 2 * r}${arc(r, r, r, r)}v${height - 2 * r}${arc(r, r, -r, r)}h${2 * r - width}${arc(r, r, -r, -r)}v${2 * r - height}${arc(r, r, r, -r)}z`;
}
