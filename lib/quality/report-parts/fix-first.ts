import { alphaInfluenceOfAnnotators, alphaInfluenceOfItems } from '#lib/agreement/alpha-influence';
import type { Interval } from '#lib/statistics/estimate';
import { MIRROR } from '../label-table';
import type { Measurement } from '../measurement';

export type FixKind = 'annotator' | 'tag' | 'section' | 'prompt' | 'source' | 'guideline';

/** What agreement would gain if something were left out: the first thing to look into. */
export interface FixCandidate {
  kind: FixKind;
  /** Annotator id, tag, heading of a section, prompt hash, source name or guideline version. */
  id: string;
  name: string;
  /** Of a section of the guideline: the tags it says it is about. */
  tags?: string[];
  /** Labels of an annotator, comparisons of everything else. */
  size: number;
  /** Change of the swap-invariant alpha without it, and its interval over comparisons. */
  delta: number;
  ci95: Interval | null;
}

/** Fewer shared comparisons than this say nothing about a group; a prompt rarely has as many as a tag. */
const LEAST_COMPARISONS: Record<Exclude<FixKind, 'annotator'>, number> = {
  tag: 20,
  section: 20,
  source: 20,
  guideline: 20,
  prompt: 8,
};
/** Groups looked at per kind, the largest first; and kept, the costliest first. */
const MOST_GROUPS = 400;
const MOST_KEPT = 8;

/**
 * Annotators, tags, sections of the guideline, prompts, sources and guideline versions, ranked by how much agreement they cost: how far the
 * swap-invariant alpha rises when their labels (an annotator) or comparisons (all others) are left out. Only what costs
 * something is listed, the costliest of each kind; first what surely does.
 */
export function fixFirst(measurement: Measurement): FixCandidate[] {
  const kinds = [
    annotators(measurement),
    ...groupings(measurement).map((groups) => costs(measurement, groups)),
  ];
  return kinds
    .flatMap((candidates) =>
      candidates
        .filter(({ delta }) => delta > 0)
        .sort((a, b) => b.delta - a.delta)
        .slice(0, MOST_KEPT),
    )
    .sort((a, b) => Number(isSure(b)) - Number(isSure(a)) || b.delta - a.delta);
}

/** Not to be told from chance, a large gain still comes after a small one that is sure. */
const isSure = ({ ci95 }: FixCandidate): boolean => ci95 !== null && ci95[0] > 0;

function annotators({ tally, table, facts }: Measurement): FixCandidate[] {
  const labels = new Int32Array(table.stored.annotatorCount);
  for (const annotator of tally.columns.annotators) labels[annotator]!++;
  return alphaInfluenceOfAnnotators(tally, { mirror: MIRROR }).flatMap(({ change, ci95 }, a) => {
    const id = table.annotatorIds[a]!;
    const { name } = facts.annotators.get(id)!;
    return change === null
      ? []
      : [{ kind: 'annotator' as const, id: String(id), name, size: labels[a]!, delta: change, ci95 }];
  });
}

interface Groups {
  kind: Exclude<FixKind, 'annotator'>;
  items: Map<string, number[]>;
  tagsOf?: Map<string, string[]>;
}

/** The comparisons with two annotators' labels, by what they have in common. */
function groupings(measurement: Measurement): Groups[] {
  const { table, facts, tally } = measurement;
  const tag: Groups = { kind: 'tag', items: new Map() };
  const section: Groups = {
    kind: 'section',
    items: new Map(),
    tagsOf: new Map(facts.guidelineSections.map(({ name, tags }) => [name, tags])),
  };
  const prompt: Groups = { kind: 'prompt', items: new Map() };
  const source: Groups = { kind: 'source', items: new Map() };
  const guideline: Groups = { kind: 'guideline', items: new Map() };
  const versions = lastVersions(measurement);
  const put = ({ items }: Groups, key: string, item: number) => {
    const group = items.get(key);
    if (group) group.push(item);
    else items.set(key, [item]);
  };
  const { layout, contributions, patterns } = tally;
  for (const [item, id] of table.comparisonIds.entries()) {
    const pattern = patterns.ofItem[item]!;
    if (pattern < 0 || !(contributions[pattern * layout.width + layout.pairable]! > 0)) continue;
    const comparison = facts.comparisons.get(id)!;
    for (const name of comparison.tags) put(tag, name, item);
    for (const { name, tags } of facts.guidelineSections)
      if (tags.some((one) => comparison.tags.includes(one))) put(section, name, item);
    for (const name of new Set([comparison.sourceA, comparison.sourceB])) if (name) put(source, name, item);
    put(prompt, comparison.promptHash, item);
    if (versions[item]! > 0) put(guideline, String(versions[item]), item);
  }
  return [tag, section, prompt, source, guideline];
}

/** The guideline version of the last label of each comparison; −1 where it is not known. */
function lastVersions({ table, labels }: Measurement): Int32Array {
  const versions = new Int32Array(table.stored.itemCount).fill(-1);
  for (let at = 0; at < table.rows.length; at++)
    versions[table.stored.items[at]!] = labels.guideline[table.rows[at]!]!;
  return versions;
}

function costs({ tally }: Measurement, { kind, items, tagsOf }: Groups): FixCandidate[] {
  const all = tally.total[tally.layout.pairable]!;
  const groups = [...items]
    // A group that is everything leaves nothing to compare with.
    .filter(([, group]) => group.length >= LEAST_COMPARISONS[kind] && group.length < all)
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_GROUPS);
  const changes = alphaInfluenceOfItems(
    tally,
    groups.map(([, group]) => group),
    { mirror: MIRROR },
  );
  return changes.flatMap(({ change, ci95 }, k) => {
    const [id, group] = groups[k]!;
    const name = kind === 'guideline' ? `Guideline v${id}` : id;
    const tags = tagsOf?.get(id);
    return change === null
      ? []
      : [{ kind, id, name, ...(tags && { tags }), size: group.length, delta: change, ci95 }];
  });
}
