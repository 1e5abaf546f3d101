import { withoutRepeats } from '#lib/agreement/without-repeats';
import { bradleyTerry } from '#lib/annotators/bradley-terry';
import { type DawidSkene, dawidSkene } from '#lib/annotators/dawid-skene';
import { FIRST_WON, pairCounts, SECOND_WON, TIED } from '#lib/annotators/pair-counts';
import { CHOSE_FIRST, CHOSE_NEITHER, CHOSE_SECOND, positionBias } from '#lib/annotators/position-bias';
import type { Estimate } from '#lib/statistics/estimate';
import type { FitModels } from './agreement';
import type { LabelFile } from './label-file-columns';

/** Another outcome than a win or a tie (both bad): Bradley–Terry leaves it out. */
const NO_OUTCOME = 255;

/** The iterative models of `concord agreement`: Dawid–Skene for all labels, Bradley–Terry where sources are given. */
export const fitLabelModels: FitModels = (labels, { dawidSkene: method }) => {
  const { columns, annotatorIds, itemIds, categories, mirror } = labels;
  const model = dawidSkene(columns, { method, mirror: labels.kind === 'choice' ? mirror : null });
  const q = categories.length;
  const left = leftRates(labels);
  return {
    annotators: new Map(
      annotatorIds.map((id, annotator) => [
        id,
        { dawidSkeneAccuracy: model.accuracy[annotator] ?? null, ...(left && { leftRate: left[annotator] }) },
      ]),
    ),
    dawidSkene: {
      method,
      iterations: model.iterations,
      converged: model.converged,
      logLikelihood: model.logLikelihood,
      classPriors: Object.fromEntries(categories.map((name, c) => [name, model.classPriors[c]!])),
      items: itemIds.map((id, item) => ({
        id,
        posterior: Object.fromEntries(categories.map((name, c) => [name, model.posteriors[item * q + c]!])),
      })),
      annotators: annotatorIds.map((id, annotator) => ({
        id,
        confusion: confusionRows(model, annotator, q),
        belowChance: model.belowChance[annotator]!,
      })),
    },
    bradleyTerry: sourceStrengths(labels),
  };
};

/** P(label | truth) of one annotator, one row per true category. */
function confusionRows({ confusion }: DawidSkene, annotator: number, q: number): number[][] {
  return Array.from({ length: q }, (_, c) => [
    ...confusion.subarray((annotator * q + c) * q, (annotator * q + c + 1) * q),
  ]);
}

/** Share of decisive labels that chose the left response, with its Wilson interval; null for labels without sides. */
function leftRates({ kind, categories, presented, columns }: LabelFile): (Estimate & { n: number })[] | null {
  if (kind !== 'choice') return null;
  const side = categories.map((name) =>
    name === 'A' ? CHOSE_FIRST : name === 'B' ? CHOSE_SECOND : CHOSE_NEITHER,
  );
  const sides = Uint8Array.from(presented, (choice) => side[choice]!);
  return positionBias(sides, columns.annotators, columns.annotatorCount).map(
    ({ firstShare, qValue, flagged }) => {
      const { value, ci95, n, reason } = firstShare;
      const se = value === null ? null : Math.sqrt((value * (1 - value)) / n);
      return { value, se, ci95, n, qValue, flagged, ...(reason && { reason }) };
    },
  );
}

/** Strengths of the sources from each annotator's first label of a comparison; null when there are no sources. */
function sourceStrengths({ kind, sources, categories, columns }: LabelFile): object | null {
  if (kind !== 'choice' || !sources) return null;
  const { kept } = withoutRepeats(columns);
  const pick = (values: Int32Array) => (kept ? Int32Array.from(kept, (label) => values[label]!) : values);
  const outcome = categories.map((name) =>
    name === 'A' ? FIRST_WON : name === 'B' ? SECOND_WON : name === 'TIE' ? TIED : NO_OUTCOME,
  );
  const choices = kept ? Uint8Array.from(kept, (label) => columns.choices[label]!) : columns.choices;
  const outcomes = choices.map((choice) => outcome[choice]!);
  const pairs = pairCounts(pick(sources.a), pick(sources.b), outcomes, sources.names.length);
  const model = bradleyTerry(pairs, { ties: 'half' });
  return {
    ties: 'half',
    converged: model.converged,
    sources: model.sources.map(({ strength, se, quasiSe, component, comparisons, reason }, source) => ({
      source: sources.names[source]!,
      strength,
      se,
      quasiSe,
      component,
      comparisons,
      ...(reason && { reason }),
    })),
  };
}
