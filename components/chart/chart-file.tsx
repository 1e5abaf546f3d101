/** What a drawing takes from the page's style sheets, and must carry with it to look the same elsewhere. */
const KEPT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linejoin',
  'stroke-linecap',
  'paint-order',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
  'text-anchor',
  'dominant-baseline',
];

/** A copy of the drawing that stands alone: styles written into it, colours resolved, on the colour of the paper. */
export function chartSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, at) => {
    const style = getComputedStyle(original);
    const own = copies[at]!;
    own.removeAttribute('class');
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value) own.style.setProperty(name, value);
    }
  });
  const { width, height } = svg.getBoundingClientRect();
  const box = svg.getAttribute('viewBox') ?? `0 0 ${width} ${height}`;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', box);
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const [x, y, w, h] = box.split(/[\s,]+/);
  for (const [name, value] of Object.entries({ x, y, width: w, height: h }))
    paper.setAttribute(name, value ?? '0');
  paper.setAttribute('fill', themeColours(svg.parentElement ?? document.body, ['surface']).surface!);
  copy.prepend(paper);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}`;
}

/** What the named colours are in the reader's theme. */
export function themeColours<Name extends string>(
  near: Element,
  names: readonly Name[],
): Record<Name, string> {
  const probe = document.createElement('span');
  near.append(probe);
  const found = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as Record<Name, string>;
  probe.remove();
  return found;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as the content or an attribute of an element. */
export const escapedXml = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter]!);

/** A drawing that stands alone as a picture, at twice its own size. */
export async function svgImage(svg: string): Promise<Blob> {
  const picture = new Image();
  // A data address, because the page's policy lets no other picture in.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.naturalWidth * 2;
  canvas.height = picture.naturalHeight * 2;
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty'))), 'image/png');
  });
}
