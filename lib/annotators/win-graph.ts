import type { PairCounts } from './pair-counts';

export interface WinGraph {
  /** Which sources can be compared at all: the number of each source's connected component. */
  component: Int32Array;
  componentCount: number;
  /** Per component whether everyone can be reached from everyone by wins and ties: only then strengths exist (Ford 1957). */
  estimable: boolean[];
}

/**
 * Connectedness of the win graph. A tie is half a win each way. When the sources of a component fall into two groups of
 * which one never loses to the other, its strengths run away to infinity: no finite estimate exists.
 */
export function winGraph(pairs: PairCounts): WinGraph {
  const { sourceCount: n, first, second, winsFirst, winsSecond, ties } = pairs;
  const beats: number[][] = Array.from({ length: n }, () => []);
  const meets: number[][] = Array.from({ length: n }, () => []);
  for (let row = 0; row < first.length; row++) {
    const a = first[row]!;
    const b = second[row]!;
    if (winsFirst[row]! + winsSecond[row]! + ties[row]! === 0) continue;
    meets[a]!.push(b);
    meets[b]!.push(a);
    if (winsFirst[row]! + ties[row]! > 0) beats[a]!.push(b);
    if (winsSecond[row]! + ties[row]! > 0) beats[b]!.push(a);
  }
  const component = new Int32Array(n).fill(-1);
  const loses = reversed(beats);
  const estimable: boolean[] = [];
  for (let source = 0; source < n; source++) {
    if (component[source] !== -1) continue;
    const members = reach(meets, source);
    for (const member of members) component[member] = estimable.length;
    estimable.push(
      members.length > 1 &&
        reach(beats, source).length === members.length &&
        reach(loses, source).length === members.length,
    );
  }
  return { component, componentCount: estimable.length, estimable };
}

function reversed(edges: number[][]): number[][] {
  const back: number[][] = edges.map(() => []);
  for (const [from, targets] of edges.entries()) for (const to of targets) back[to]!.push(from);
  return back;
}

/** All that can be reached from a source, itself included. */
function reach(edges: number[][], from: number): number[] {
  const seen = new Set([from]);
  const found = [from];
  for (let at = 0; at < found.length; at++)
    for (const next of edges[found[at]!]!)
      if (!seen.has(next)) {
        seen.add(next);
        found.push(next);
      }
  return found;
}
