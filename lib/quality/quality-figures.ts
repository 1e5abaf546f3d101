import { type AgreementTally, agreementTally } from '#lib/agreement/agreement-tally';
import { alphaInfluenceOfAnnotators, alphaInfluenceOfItems } from '#lib/agreement/alpha-influence';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { estimateBasis } from '#lib/agreement/estimate-basis';
import { alphaMeasure, krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { meanCohenKappa } from '#lib/agreement/mean-cohen-kappa';
import { pairwiseAgreement, percentAgreement } from '#lib/agreement/percent-agreement';
import { selectLabels, withoutRepeats } from '#lib/agreement/without-repeats';
import { COHORT_MINIMUM } from '#lib/gate/measure-check';
import type { AgreementFigures, CohortAgreement, Influence, QualityFigures } from '#lib/gate/quality-figures';
import type { BatchFacts } from './batch-facts';
import { CATEGORIES } from './choice-codes';
import { flaggedLabels } from './flagged-labels';
import { type LabelTable, MIRROR } from './label-table';
import type { Measurement } from './measurement';
import type { BatchLabels } from './read-batch-labels';
import { agreementTimeline, labelsPerDay } from './timeline';

/** Raised whenever the same labels would give other figures: reports of an older method are measured again. */
export const METHOD_VERSION = 10;

/** Tags beyond this many (by number of comparisons) get no figures of their own. */
const MOST_COHORTS = 40;
const MOST_INFLUENCES = 12;

const SWAP_INVARIANT = alphaMeasure(CATEGORIES.length, { mirror: MIRROR });

/** The figures of a report that the gate and the overview read. */
export function qualityFigures(measurement: Measurement): QualityFigures {
  const { labels, facts, table, aligned, tally, pairs, annotators: measures } = measurement;
  const groups = itemsByTag(table, facts);
  return {
    labels: labels.length,
    repeats: aligned.repeats,
    excludedLabels: labels.excluded,
    comparisons: table.stored.itemCount,
    comparisonsWithOverlap: overlapping(tally),
    annotators: table.stored.annotatorCount,
    aligned: agreementFigures(tally, pairs),
    presented: presentedFigures(table),
    swapInvariantAlpha: swapInvariantAlpha(tally, MIRROR),
    alphaBasis: estimateBasis(tally, SWAP_INVARIANT),
    goldAccuracy: measures.gold,
    selfConsistency: measures.selfConsistency,
    flagged: flaggedLabels(measures.rows, table, labels, facts),
    currentGuideline: currentGuideline(labels, facts),
    openAdjudications: facts.openAdjudications,
    cohorts: cohorts(table, aligned.columns, groups),
    influence: influences(tally, table, facts, groups),
    drift: {
      monitored: measures.rows.filter((r) => r.drift.state !== 'not_enough_labels').length,
      alarms: measures.rows.filter((r) => r.drift.state === 'drifting').length,
    },
    timeline: agreementTimeline(table, labels, aligned.columns, aligned.kept),
    labelsPerDay: labelsPerDay(labels),
  };
}

function overlapping(tally: AgreementTally): number {
  const { patterns, layout } = tally;
  let items = 0;
  for (let p = 0; p < patterns.observed; p++) {
    let labels = 0;
    for (let c = 0; c < layout.categoryCount; c++) labels += patterns.counts[p * layout.categoryCount + c]!;
    if (labels >= 2) items += patterns.multiplicity[p]!;
  }
  return items;
}

function agreementFigures(tally: AgreementTally, pairs = cohenPairs(tally.columns)): AgreementFigures {
  return {
    percentAgreement: percentAgreement(tally),
    pairwiseAgreement: pairwiseAgreement(tally),
    cohenKappa: {
      ...meanCohenKappa(pairs),
      definedPairs: pairs.count - pairs.undefinedPairs,
      undefinedPairs: pairs.undefinedPairs,
    },
    krippendorffAlpha: krippendorffAlpha(tally),
  };
}

const presentedFigures = (table: LabelTable) =>
  agreementFigures(agreementTally(withoutRepeats(table.stored).columns));

function itemsByTag(table: LabelTable, facts: BatchFacts): [tag: string, items: number[]][] {
  const groups = new Map<string, number[]>();
  table.comparisonIds.forEach((id, item) => {
    for (const tag of facts.comparisons.get(id)!.tags) {
      const group = groups.get(tag);
      if (group) group.push(item);
      else groups.set(tag, [item]);
    }
  });
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_COHORTS);
}

function cohorts(table: LabelTable, columns: LabelColumns, groups: [string, number[]][]): CohortAgreement[] {
  const inGroup = new Uint8Array(table.stored.itemCount);
  return groups.map(([cohort, items]) => {
    inGroup.fill(0);
    for (const item of items) inGroup[item] = 1;
    const rows = Int32Array.from(columns.items.keys()).filter((row) => inGroup[columns.items[row]!] === 1);
    const tally = agreementTally(selectLabels(columns, rows));
    return {
      cohort,
      comparisons: items.length,
      comparisonsWithOverlap: overlapping(tally),
      alpha: swapInvariantAlpha(tally, MIRROR),
      basis: estimateBasis(tally, SWAP_INVARIANT),
    };
  });
}

/** What costs agreement most, worst first: annotators and tags by the change of alpha when they are left out. */
function influences(
  tally: AgreementTally,
  table: LabelTable,
  facts: BatchFacts,
  groups: [string, number[]][],
): Influence[] {
  const labelsOf = new Int32Array(table.stored.annotatorCount);
  for (const annotator of tally.columns.annotators) labelsOf[annotator]!++;
  const people = alphaInfluenceOfAnnotators(tally, { mirror: MIRROR }).map((i, a): Influence => {
    const id = table.annotatorIds[a]!;
    return {
      kind: 'annotator',
      id: String(id),
      name: facts.annotators.get(id)!.name,
      labels: labelsOf[a]!,
      delta: i.change,
      ci95: i.ci95,
    };
  });
  const large = groups.filter(
    ([, items]) => items.length >= COHORT_MINIMUM && items.length < table.stored.itemCount,
  );
  const tags = alphaInfluenceOfItems(
    tally,
    large.map(([, items]) => items),
    { mirror: MIRROR },
  ).map((i, k): Influence => {
    const [tag, items] = large[k]!;
    return { kind: 'tag', id: tag, name: tag, labels: items.length, delta: i.change, ci95: i.ci95 };
  });
  return [...people, ...tags]
    .filter((i) => i.delta !== null && i.delta > 0)
    .sort((a, b) => b.delta! - a.delta!)
    .slice(0, MOST_INFLUENCES);
}

function currentGuideline(labels: BatchLabels, facts: BatchFacts): QualityFigures['currentGuideline'] {
  const number = facts.guidelineNumber;
  let count = 0;
  if (number !== null) for (const version of labels.guideline) if (version === number) count++;
  return {
    number,
    count,
    of: labels.length,
    value: number === null || !labels.length ? null : count / labels.length,
  };
}
