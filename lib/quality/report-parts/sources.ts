import { type BradleyTerry, bradleyTerry } from '#lib/annotators/bradley-terry';
import { clusteredCovariance, rankRange } from '#lib/annotators/clustered-strengths';
import { eloHistory } from '#lib/annotators/elo';
import { FIRST_WON, type PairCounts, pairCounts, SECOND_WON, TIED } from '#lib/annotators/pair-counts';
import { quasiVariances } from '#lib/annotators/quasi-variances';
import { CATEGORIES } from '../choice-codes';
import type { Measurement } from '../measurement';

const NO_OUTCOME = 255;
const OUTCOME = CATEGORIES.map((name) =>
  name === 'A' ? FIRST_WON : name === 'B' ? SECOND_WON : name === 'TIE' ? TIED : NO_OUTCOME,
);
/** An interval over annotators needs as many of them as everywhere else. */
const LEAST_ANNOTATORS = 8;
const ELO_POINTS = 60;

/** A source in the ranking. Strengths are on the logit scale, mean 0 over the sources they can be compared with. */
export interface SourceRow {
  source: string;
  /** The same as `bradleyTerry.sources` of `concord agreement`: ties count half a win each way. */
  strength: number | null;
  /** The model's own error, for independent labels. */
  se: number | null;
  /** Errors that know that labels of one comparison, or of one annotator, belong together. */
  seComparisons: number | null;
  seAnnotators: number | null;
  /** For comparing any two by eye, from the covariance over comparisons. */
  quasiSe: number | null;
  rank: { rank: number; best: number; worst: number; of: number } | null;
  component: number;
  /** Labels that compare it with another source. */
  labels: number;
  wins: number;
  ties: number;
  losses: number;
  reason: string | null;
}

/** Outcomes of one source against another: of the labels that compare them, how many it won, tied, lost. */
export interface SourcePair {
  a: number;
  b: number;
  wins: number;
  ties: number;
  losses: number;
}

export interface SourceFigures {
  /** Strongest first; those without a strength last. */
  sources: SourceRow[];
  /** Positions in `sources`. */
  pairs: SourcePair[];
  /** Groups of sources that were compared with each other; strengths compare within one only. */
  components: number;
  converged: boolean;
  /** Elo by label order: a history to look at, never the ranking. */
  elo: { labels: number[]; ratings: number[][] };
  bothBad: number;
}

/** How strong is each source, and how sure is that? Null where no comparison names its sources. */
export function sourceFigures(measurement: Measurement): SourceFigures | null {
  const { table, facts, aligned } = measurement;
  const { columns } = aligned;
  const names = new Map<string, number>();
  const number = (name: string) => names.get(name) ?? names.set(name, names.size).size - 1;
  // In the aligned orientation the first of two sources is the one whose name comes first.
  const sides = table.comparisonIds.map((id) => {
    const { sourceA, sourceB } = facts.comparisons.get(id)!;
    if (sourceA === null || sourceB === null) return null;
    return sourceA > sourceB ? [number(sourceB), number(sourceA)] : [number(sourceA), number(sourceB)];
  });
  const rows = Int32Array.from(columns.items.keys()).filter((at) => sides[columns.items[at]!] !== null);
  if (rows.length === 0 || names.size < 2) return null;
  const first = Int32Array.from(rows, (at) => sides[columns.items[at]!]![0]!);
  const second = Int32Array.from(rows, (at) => sides[columns.items[at]!]![1]!);
  const outcomes = Uint8Array.from(rows, (at) => OUTCOME[columns.choices[at]!]!);
  const pairs = pairCounts(first, second, outcomes, names.size);
  const model = bradleyTerry(pairs, { ties: 'half' });
  const labels = { first, second, outcomes };
  const overComparisons = clusteredCovariance(model, {
    ...labels,
    clusters: Int32Array.from(rows, (at) => columns.items[at]!),
    clusterCount: columns.itemCount,
  });
  const annotators = new Set(Array.from(rows, (at) => columns.annotators[at]!)).size;
  const overAnnotators =
    annotators < LEAST_ANNOTATORS
      ? null
      : clusteredCovariance(model, {
          ...labels,
          clusters: Int32Array.from(rows, (at) => columns.annotators[at]!),
          clusterCount: columns.annotatorCount,
        });
  const sources = sourceRows([...names.keys()], model, pairs, overComparisons, overAnnotators);
  const order = sources
    .map((_, at) => at)
    .sort(
      (a, b) =>
        sources[a]!.component - sources[b]!.component ||
        (sources[b]!.strength ?? Number.NEGATIVE_INFINITY) -
          (sources[a]!.strength ?? Number.NEGATIVE_INFINITY),
    );
  const place = new Int32Array(order.length);
  order.forEach((source, at) => {
    place[source] = at;
  });
  const history = eloHistory(first, second, outcomes, names.size, ELO_POINTS);
  return {
    sources: order.map((source) => sources[source]!),
    pairs: sourcePairs(pairs, place),
    components: new Set(sources.map((source) => source.component)).size,
    converged: model.converged,
    elo: {
      labels: history.map((point) => point.labels),
      ratings: order.map((source) => history.map((point) => point.ratings[source]!)),
    },
    bothBad: outcomes.filter((outcome) => outcome === NO_OUTCOME).length,
  };
}

function sourceRows(
  names: string[],
  model: BradleyTerry,
  pairs: PairCounts,
  overComparisons: Float64Array | null,
  overAnnotators: Float64Array | null,
): SourceRow[] {
  const n = names.length;
  const root = (variance: number | undefined) =>
    variance === undefined || !(variance >= 0) ? null : Math.sqrt(variance);
  const quasi = new Map<number, number>();
  for (const component of new Set(model.sources.map((source) => source.component))) {
    const members = model.sources.flatMap((s, at) =>
      s.component === component && s.strength !== null ? [at] : [],
    );
    const own = overComparisons && quasiVariances(overComparisons, n, members);
    own?.forEach((variance, k) => {
      quasi.set(members[k]!, variance);
    });
  }
  const outcomes = outcomesOf(pairs);
  return names.map((source, at): SourceRow => {
    const { strength, se, component, comparisons, reason } = model.sources[at]!;
    const known = strength !== null;
    return {
      source,
      strength,
      se,
      seComparisons: known ? root(overComparisons?.[at * n + at]) : null,
      seAnnotators: known ? root(overAnnotators?.[at * n + at]) : null,
      quasiSe: root(quasi.get(at)),
      rank: overComparisons && rankRange(model, overComparisons, at),
      component,
      labels: comparisons,
      ...outcomes[at]!,
      reason: reason ?? null,
    };
  });
}

function outcomesOf({ sourceCount, first, second, winsFirst, winsSecond, ties }: PairCounts) {
  const outcomes = Array.from({ length: sourceCount }, () => ({ wins: 0, ties: 0, losses: 0 }));
  for (let row = 0; row < first.length; row++) {
    const [a, b] = [outcomes[first[row]!]!, outcomes[second[row]!]!];
    a.wins += winsFirst[row]!;
    a.losses += winsSecond[row]!;
    b.wins += winsSecond[row]!;
    b.losses += winsFirst[row]!;
    a.ties += ties[row]!;
    b.ties += ties[row]!;
  }
  return outcomes;
}

/** One entry per pair, seen from the source that stands higher. */
function sourcePairs(
  { first, second, winsFirst, winsSecond, ties }: PairCounts,
  place: Int32Array,
): SourcePair[] {
  const found = new Map<string, SourcePair>();
  for (let row = 0; row < first.length; row++) {
    const [p, q] = [place[first[row]!]!, place[second[row]!]!];
    const turned = p > q;
    const [a, b] = turned ? [q, p] : [p, q];
    const pair = found.get(`${a} ${b}`) ?? { a, b, wins: 0, ties: 0, losses: 0 };
    pair.wins += turned ? winsSecond[row]! : winsFirst[row]!;
    pair.losses += turned ? winsFirst[row]! : winsSecond[row]!;
    pair.ties += ties[row]!;
    found.set(`${a} ${b}`, pair);
  }
  return [...found.values()];
}
