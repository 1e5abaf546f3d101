import { bradleyTerryObjective } from './bradley-terry-objective';
import { inversePositiveDefinite } from './cholesky';
import { checkLength } from './labels-by-item';
import { newtonAscent } from './newton-ascent';
import type { PairCounts } from './pair-counts';
import { quasiVariances } from './quasi-variances';
import type { TieModel } from './tie-models';
import { winGraph } from './win-graph';

export interface BradleyTerryOptions {
  ties?: TieModel;
  /** Adds a common advantage of the source shown first. */
  position?: boolean;
  /** Further terms of the logit of first over second, one value per row: lengths, formatting. */
  covariates?: Float64Array[];
  /**
   * Half a win each way on every observed pair, `where needed`: only in components whose strengths would otherwise be
   * infinite. Sources that lean on it say so.
   */
  prior?: 'none' | 'where needed';
}

/** An effect on the logit scale. */
export interface LogitEffect {
  value: number;
  se: number | null;
}

export interface SourceStrength {
  /** Log strength, mean 0 over the source's component; null with a reason. */
  strength: number | null;
  /** From the inverse Fisher information of the sum-to-zero parametrisation; for labels that are independent. */
  se: number | null;
  /** Error for comparing any two sources by eye, sqrt of the quasi-variance; null with fewer than three sources. */
  quasiSe: number | null;
  /** Strengths compare within a component only. */
  component: number;
  comparisons: number;
  /** The pseudo-wins of the prior were needed. */
  regularised: boolean;
  reason?: 'no_comparisons' | 'not_connected' | 'not_converged';
}

export interface BradleyTerry {
  sources: SourceStrength[];
  /** Davidson's log nu or Rao–Kupper's log eta; null in mode half, and without ties or decisive outcomes. */
  tieEffect: LogitEffect | null;
  /** Advantage of being shown first; null when not asked for. */
  position: LogitEffect | null;
  covariates: LogitEffect[];
  /** Covariance of log strengths, source × source; 0 for sources that are not estimable. */
  covariance: Float64Array;
  converged: boolean;
  iterations: number;
  logLikelihood: number;
}

/**
 * Bradley–Terry (1952) strengths by maximum likelihood: how much better is each source, on the logit scale, when
 * P(first chosen) = sigma(strength difference + position + covariates)? Newton's method; standard errors from the Fisher
 * information; components that were never compared are fitted apart, and those without a finite estimate say so.
 *
 * @throws RangeError for covariates of the wrong length or counts that are negative or not finite.
 */
export function bradleyTerry(pairs: PairCounts, options: BradleyTerryOptions = {}): BradleyTerry {
  const { ties = 'half', position = false, covariates = [], prior = 'none' } = options;
  checkPairs(pairs, covariates);
  const n = pairs.sourceCount;
  const graph = winGraph(pairs);
  const comparisons = comparisonsPerSource(pairs);
  const groups = Array.from({ length: graph.componentCount }, (): number[] => []);
  for (let source = 0; source < n; source++) groups[graph.component[source]!]!.push(source);
  const fitted = groups.filter(
    (group, component) => group.length > 1 && (prior === 'where needed' || graph.estimable[component]),
  );
  const leaning = Uint8Array.from(graph.component, (component) =>
    prior === 'where needed' && groups[component]!.length > 1 && !graph.estimable[component] ? 1 : 0,
  );
  const terms = position ? [new Float64Array(pairs.first.length).fill(1), ...covariates] : covariates;
  const { size, tieAt, start, evaluate } = bradleyTerryObjective(
    pairs,
    pseudoWins(pairs, leaning),
    terms,
    fitted,
    hasTieEffect(pairs) ? ties : 'half',
  );
  const fit =
    fitted.length > 0 ? newtonAscent(start, evaluate) : { converged: true, iterations: 0, objective: 0 };
  const information = new Float64Array(size * size);
  const logLikelihood = evaluate(start, new Float64Array(size), information);
  const inverse = fit.converged ? inversePositiveDefinite(information, size) : null;
  const strengths = new Float64Array(n).fill(Number.NaN);
  const quasi = new Float64Array(n).fill(Number.NaN);
  const covariance = new Float64Array(n * n);
  for (const group of fitted) {
    const mean = group.reduce((sum, source) => sum + start[source]!, 0) / group.length;
    if (fit.converged) for (const source of group) strengths[source] = start[source]! - mean;
    if (!inverse) continue;
    for (const i of group)
      for (const j of group) covariance[i * n + j] = inverse[i * size + j]! - 1 / group.length;
    const own = quasiVariances(covariance, n, group);
    for (const [k, source] of group.entries()) quasi[source] = own ? own[k]! : Number.NaN;
  }
  const effect = (at: number): LogitEffect => ({
    value: start[at]!,
    se: inverse ? Math.sqrt(inverse[at * size + at]!) : null,
  });
  return {
    sources: Array.from({ length: n }, (_, source): SourceStrength => {
      const place = { component: graph.component[source]!, comparisons: comparisons[source]! };
      const strength = strengths[source]!;
      if (Number.isNaN(strength))
        return {
          strength: null,
          se: null,
          quasiSe: null,
          ...place,
          regularised: false,
          reason: lacking(source),
        };
      return {
        strength,
        se: inverse ? Math.sqrt(Math.max(0, covariance[source * n + source]!)) : null,
        quasiSe: quasi[source]! >= 0 ? Math.sqrt(quasi[source]!) : null,
        ...place,
        regularised: leaning[source] === 1,
      };
    }),
    tieEffect: tieAt === null ? null : effect(tieAt),
    position: position ? effect(n) : null,
    covariates: covariates.map((_, k) => effect(n + (position ? 1 : 0) + k)),
    covariance,
    converged: fit.converged,
    iterations: fit.iterations,
    logLikelihood,
  };

  function lacking(source: number): NonNullable<SourceStrength['reason']> {
    if (comparisons[source] === 0) return 'no_comparisons';
    return fitted.some((group) => group.includes(source)) ? 'not_converged' : 'not_connected';
  }
}

/** Difference of two log strengths with its standard error; null across components or without errors. */
export function strengthDifference(
  model: BradleyTerry,
  a: number,
  b: number,
): { value: number; se: number } | null {
  const [first, second] = [model.sources[a], model.sources[b]];
  if (!first || !second)
    throw new RangeError(`strengthDifference: sources ${a} and ${b} of ${model.sources.length}`);
  if (first.strength === null || second.strength === null || first.component !== second.component)
    return null;
  if (first.se === null) return null;
  const n = model.sources.length;
  const variance =
    model.covariance[a * n + a]! + model.covariance[b * n + b]! - 2 * model.covariance[a * n + b]!;
  return { value: first.strength - second.strength, se: Math.sqrt(Math.max(0, variance)) };
}

function checkPairs(pairs: PairCounts, covariates: Float64Array[]): void {
  const { first, second, winsFirst, winsSecond, ties, sourceCount } = pairs;
  for (const [name, column] of Object.entries({ second, winsFirst, winsSecond, ties }))
    checkLength(column.length, first.length, name, 'bradleyTerry');
  for (const [k, column] of covariates.entries())
    checkLength(column.length, first.length, `covariate ${k}`, 'bradleyTerry');
  for (let row = 0; row < first.length; row++) {
    const [a, b] = [first[row]!, second[row]!];
    if (!(a >= 0 && a < sourceCount && b >= 0 && b < sourceCount) || a === b)
      throw new RangeError(`bradleyTerry: row ${row} compares sources ${a} and ${b} of ${sourceCount}`);
    const counts = [winsFirst[row]!, winsSecond[row]!, ties[row]!];
    if (!counts.every((count) => count >= 0 && Number.isFinite(count)))
      throw new RangeError(`bradleyTerry: row ${row} has counts ${counts.join(', ')}`);
    if (!covariates.every((column) => Number.isFinite(column[row]!)))
      throw new RangeError(`bradleyTerry: row ${row} has a covariate that is not a number`);
  }
}

function comparisonsPerSource({
  sourceCount,
  first,
  second,
  winsFirst,
  winsSecond,
  ties,
}: PairCounts): Float64Array {
  const comparisons = new Float64Array(sourceCount);
  for (let row = 0; row < first.length; row++) {
    const n = winsFirst[row]! + winsSecond[row]! + ties[row]!;
    comparisons[first[row]!]! += n;
    comparisons[second[row]!]! += n;
  }
  return comparisons;
}

/** Without ties, or with nothing else, the tie effect is infinite; half wins then give the same strengths. */
function hasTieEffect({ winsFirst, winsSecond, ties }: PairCounts): boolean {
  const any = (column: Float64Array) => column.some((count) => count > 0);
  return any(ties) && (any(winsFirst) || any(winsSecond));
}

/** Half a win each way on every observed pair of the sources that lean on the prior, once per pair. */
function pseudoWins({ sourceCount, first, second }: PairCounts, leaning: Uint8Array): Float64Array {
  const met = new Set<number>();
  return Float64Array.from(first, (a, row) => {
    const b = second[row]!;
    const pair = Math.min(a, b) * sourceCount + Math.max(a, b);
    if (!leaning[a] || met.has(pair)) return 0;
    met.add(pair);
    return 0.5;
  });
}
