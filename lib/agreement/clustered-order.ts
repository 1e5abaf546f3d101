import { seededRandom } from '#lib/statistics/random';

/**
 * An order in which annotators who agree stand side by side: hierarchical clustering by average linkage (Sokal & Michener
 * 1958) with the nearest-neighbour chain (Benzécri 1982), O(n²), each merge laid so that its closest ends touch.
 *
 * @param distances n × n, symmetric, such as 1 − agreement; NaN where the two were never compared, which counts as the mean.
 * @param seed breaks ties between equal distances: the same data and seed give the same order.
 * @returns the positions 0 … n − 1 in their order.
 * @throws RangeError when the matrix is not n × n.
 */
export function clusteredOrder(distances: Float64Array, n: number, seed = 1): Int32Array {
  if (distances.length !== n * n)
    throw new RangeError(`clusteredOrder: ${distances.length} distances for ${n} × ${n}`);
  if (n < 3) return Int32Array.from({ length: n }, (_, i) => i);
  const d = filled(distances, n);
  const between = d.slice();
  const members: number[][] = Array.from({ length: n }, (_, i) => [i]);
  const scan = shuffled(n, seed);
  const active = new Uint8Array(n).fill(1);
  const chain: number[] = [];
  for (let merges = 0; merges < n - 1; ) {
    if (chain.length === 0) chain.push(scan.find((i) => active[i])!);
    const tip = chain[chain.length - 1]!;
    const before = chain.length > 1 ? chain[chain.length - 2]! : -1;
    // The one before wins a tie, which is what makes the chain end.
    let nearest = before;
    for (const other of scan)
      if (active[other] && other !== tip && (nearest < 0 || d[tip * n + other]! < d[tip * n + nearest]!))
        nearest = other;
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merge(d, n, active, members, tip, nearest);
    members[nearest] = laid(members[nearest]!, members[tip]!, between, n);
    active[tip] = 0;
    members[tip] = [];
    merges++;
  }
  return Int32Array.from(members.find((list) => list.length === n)!);
}

/** Average linkage: the distance to the merged cluster is the mean over its members. */
function merge(
  d: Float64Array,
  n: number,
  active: Uint8Array,
  members: number[][],
  from: number,
  into: number,
) {
  const [a, b] = [members[into]!.length, members[from]!.length];
  for (let k = 0; k < n; k++) {
    if (!active[k] || k === from || k === into) continue;
    const mean = (a * d[into * n + k]! + b * d[from * n + k]!) / (a + b);
    d[into * n + k] = mean;
    d[k * n + into] = mean;
  }
}

/** The two lists end to end, each turned so that the ends that touch are the closest. */
function laid(left: number[], right: number[], d: Float64Array, n: number): number[] {
  const gap = (a: number, b: number) => d[a * n + b]!;
  const [l0, l1, r0, r1] = [left[0]!, left.at(-1)!, right[0]!, right.at(-1)!];
  const gaps = [gap(l1, r0), gap(l1, r1), gap(l0, r0), gap(l0, r1)];
  const best = gaps.indexOf(Math.min(...gaps));
  const first = best < 2 ? left : left.toReversed();
  const second = best === 0 || best === 2 ? right : right.toReversed();
  return [...first, ...second];
}

function filled(distances: Float64Array, n: number): Float64Array {
  let sum = 0;
  let known = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      if (i === j || Number.isNaN(distances[i * n + j]!)) continue;
      sum += distances[i * n + j]!;
      known++;
    }
  const mean = known ? sum / known : 1;
  return distances.map((value, at) =>
    at % (n + 1) === 0 ? Number.POSITIVE_INFINITY : Number.isNaN(value) ? mean : value,
  );
}

function shuffled(n: number, seed: number): number[] {
  const random = seededRandom(seed);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
