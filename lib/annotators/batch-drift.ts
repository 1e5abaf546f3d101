import type { LabelColumns } from '#lib/agreement/label-columns';
import { type AnnotatorDrift, annotatorDrift, type DriftOptions } from './annotator-drift';
import { consensusSignals } from './consensus-signals';
import { labelsByItem } from './labels-by-item';

export interface BatchDrift {
  annotators: AnnotatorDrift[];
  /** Annotators with enough labels to watch. */
  watched: number;
  /** How many of them alarm on the chart of "worse", and how many would by chance when nobody changes. */
  alarms: number;
  expectedByChance: number;
}

/**
 * Which annotators of a batch drift? Two rounds: when the first finds somebody, what they labelled since the estimated
 * start loses its say in the consensus and the cohort, and everyone is judged again. Otherwise the careless would make
 * their partners look worse, and those who never meet them suddenly better.
 *
 * @param columns all current labels in label order, repeats included.
 * @param options with the known answers as in `consensusSignals`.
 * @throws RangeError for malformed columns or options.
 */
export function batchDrift(columns: LabelColumns, options: DriftOptions & { gold?: Uint8Array }): BatchDrift {
  const { gold, averageRunLength = 40_000, budget = 8e6 } = options;
  const byItem = labelsByItem(columns, 'batchDrift');
  let signals = consensusSignals(columns, { gold, byItem });
  // Rough limits do for the first round when there is a second.
  const first = annotatorDrift(signals, { ...options, budget: budget / 4 });
  if (first.some((one) => one.state === 'drifting'))
    signals = consensusSignals(columns, { gold, byItem, untrusted: sinceDrift(columns, first) });
  const annotators = annotatorDrift(signals, options);
  const charts = annotators.flatMap(({ worse }) => (worse ? [worse] : []));
  return {
    annotators,
    watched: charts.length,
    alarms: charts.filter((chart) => chart.alarm).length,
    expectedByChance: charts.reduce((sum, { path }) => sum - Math.expm1(-path.length / averageRunLength), 0),
  };
}

/** 1 for each label of a drifting annotator from the estimated start on. */
function sinceDrift(columns: LabelColumns, annotators: AnnotatorDrift[]): Uint8Array {
  const starts = annotators.map(({ worse }) => worse?.alarm?.start.row ?? Number.POSITIVE_INFINITY);
  const since = new Uint8Array(columns.items.length);
  for (let row = 0; row < since.length; row++) if (row >= starts[columns.annotators[row]!]!) since[row] = 1;
  return since;
}
