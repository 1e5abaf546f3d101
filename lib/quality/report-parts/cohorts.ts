import { agreementTally } from '#lib/agreement/agreement-tally';
import { cohortAgreement } from '#lib/agreement/cohort-agreement';
import { swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import { selectLabels } from '#lib/agreement/without-repeats';
import { falseDiscoveryRates } from '#lib/annotators/false-discovery';
import {
  type ClusteredRatio,
  clusteredRatio,
  clusteredRatioDifference,
  type Difference,
} from '#lib/statistics/clustered-ratio';
import type { Estimate } from '#lib/statistics/estimate';
import { cohortPreferences, type PreferenceSide } from '../cohort-preferences';
import { MIRROR } from '../label-table';
import type { Measurement } from '../measurement';

const MOST_COHORTS = 12;

export interface CohortRow {
  name: string;
  annotators: number;
  labels: number;
  alpha: Estimate;
  withinMinusBetween: Difference;
}

/** What a cohort prefers, and how that differs from the others on the comparisons. */
export interface PreferenceRow {
  name: string;
  filter: Record<string, string>;
  /** One per cohort, in their order. */
  cohorts: { share: ClusteredRatio; difference: Difference; qValue: number | null }[];
}

/** Whose values are these? Agreement within and between cohorts of annotators, and what each prefers. */
export interface Cohorts {
  /** Largest first. */
  cohorts: CohortRow[];
  /** Pairwise agreement of cohorts a ≤ b, positions in `cohorts`. */
  between: { a: number; b: number; agreement: ClusteredRatio }[];
  preferences: PreferenceRow[];
  tested: number;
  below: number;
  called: number;
  /** Annotators with labels who belong to no cohort. */
  without: number;
}

export function cohorts(measurement: Measurement): Cohorts {
  const { table, facts, aligned } = measurement;
  const { columns } = aligned;
  const labelsOf = new Int32Array(columns.annotatorCount);
  for (const annotator of columns.annotators) labelsOf[annotator]!++;
  const members = new Map<string, number[]>();
  let without = 0;
  table.annotatorIds.forEach((id, annotator) => {
    const { cohort } = facts.annotators.get(id)!;
    if (cohort === null || cohort === '') without++;
    else members.set(cohort, [...(members.get(cohort) ?? []), annotator]);
  });
  const labels = (list: number[]) => list.reduce((sum, annotator) => sum + labelsOf[annotator]!, 0);
  const names = [...members]
    .sort((a, b) => labels(b[1]) - labels(a[1]) || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_COHORTS);
  const none = { cohorts: [], between: [], preferences: [], tested: 0, below: 0, called: 0, without };
  if (names.length === 0) return none;
  const cohortOf = new Int32Array(columns.annotatorCount).fill(-1);
  names.forEach(([, list], cohort) => {
    for (const annotator of list) cohortOf[annotator] = cohort;
  });
  const { pairs, withinMinusBetween } = cohortAgreement(columns, cohortOf, names.length);
  const rows = names.map(([name, list], cohort): CohortRow => {
    const own = Int32Array.from(columns.items.keys()).filter(
      (at) => cohortOf[columns.annotators[at]!] === cohort,
    );
    return {
      name,
      annotators: list.length,
      labels: own.length,
      alpha: swapInvariantAlpha(agreementTally(selectLabels(columns, own)), MIRROR),
      withinMinusBetween: withinMinusBetween[cohort]!,
    };
  });
  const preferences = cohortPreferences(measurement, cohortOf, names.length).map(
    ({ name, filter, sides }) => ({
      name,
      filter,
      cohorts: sides.map((own) => ({
        share: clusteredRatio(own.successes, own.trials),
        difference: againstOthers(
          own,
          summed(
            own.trials.length,
            sides.filter((other) => other !== own),
          ),
        ),
        qValue: null as number | null,
      })),
    }),
  );
  const cells = preferences.flatMap((row) => row.cohorts);
  const pValues = cells.map((cell) => cell.difference.pValue);
  falseDiscoveryRates(pValues).forEach((q, k) => {
    cells[k]!.qValue = q;
  });
  return {
    cohorts: rows,
    between: pairs,
    preferences,
    tested: pValues.filter((p) => p !== null).length,
    below: pValues.filter((p) => p !== null && p < 0.05).length,
    called: cells.filter((cell) => cell.qValue !== null && cell.qValue < 0.05).length,
    without,
  };
}

/** The other cohorts taken together, comparison by comparison. */
function summed(items: number, sides: PreferenceSide[]): PreferenceSide {
  const sum = { successes: new Float64Array(items), trials: new Float64Array(items) };
  for (const side of sides)
    for (let item = 0; item < items; item++) {
      sum.successes[item]! += side.successes[item]!;
      sum.trials[item]! += side.trials[item]!;
    }
  return sum;
}

/** On the comparisons that both sides labelled: cohorts that saw other material would differ for that alone. */
function againstOthers(own: PreferenceSide, others: PreferenceSide): Difference {
  const met = own.trials.map((n, item) => (n > 0 && others.trials[item]! > 0 ? 1 : 0));
  const masked = (values: Float64Array) => values.map((value, item) => value * met[item]!);
  const only = (side: PreferenceSide) => ({ successes: masked(side.successes), trials: masked(side.trials) });
  return clusteredRatioDifference(only(own), only(others));
}
