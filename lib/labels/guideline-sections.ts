/** A section of a guideline that says which comparisons it is about. */
export interface GuidelineSection {
  /** The heading as it reads, without Markdown's marks. */
  name: string;
  /** The tags of its comparisons, in the order given. */
  tags: string[];
}

const HEADING = /^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/;
const TAGS = /^[\s*_>-]*tags\s*:\s*(.+)$/i;
const FENCE = /^ {0,3}(```|~~~)/;

/**
 * The sections of a guideline that name tags: a line “Tags: health, personal-finance” below a heading ties the section to
 * the comparisons with any of them. The tie is the writer's own, and it is made without looking at any label; comparisons
 * that were adjudicated under a section would be chosen because their labels differ, and leaving those out always seems to help.
 *
 * @param body Markdown. Sections that name no tag are left out; of two with one heading the tags are put together.
 */
export function guidelineSections(body: string): GuidelineSection[] {
  const sections = new Map<string, Set<string>>();
  let heading: string | null = null;
  let fenced = false;
  for (const line of body.split(/\r?\n/)) {
    if (FENCE.test(line)) fenced = !fenced;
    if (fenced) continue;
    const title = HEADING.exec(line)?.[1];
    if (title !== undefined) heading = plain(title);
    const named = heading !== null && TAGS.exec(line)?.[1];
    if (!heading || !named) continue;
    const tags = sections.get(heading) ?? new Set();
    for (const tag of named.split(',').map(plain)) if (tag) tags.add(tag);
    if (tags.size > 0) sections.set(heading, tags);
  }
  return [...sections].map(([name, tags]) => ({ name, tags: [...tags] }));
}

/** Without the marks of emphasis and code around it; an underscore inside a tag stays. */
const plain = (text: string): string =>
  text
    .replace(/[*`]/g, '')
    .trim()
    .replace(/^_+|_+$/g, '')
    .replace(/[.;]$/, '')
    .trim();
