import { agreementReport } from '#lib/agreement/agreement-report';
import { choiceMirror } from '#lib/agreement/orientation';
import { batchDrift } from '#lib/annotators/batch-drift';
import { bradleyTerry } from '#lib/annotators/bradley-terry';
import { choiceRate } from '#lib/annotators/choice-rate';
import { dawidSkene } from '#lib/annotators/dawid-skene';
import { pairCounts } from '#lib/annotators/pair-counts';
import { positionBias } from '#lib/annotators/position-bias';
import { selfConsistency } from '#lib/annotators/self-consistency';
import { keepRows, peakMemory, printRows, seconds, timeRows } from './bench-rows';
import { CHOICES, simulatedLabels, simulatedSources } from './simulated-labels';

/*
 * The whole report from parsed columns: what `concord agreement` and `concord drift` and the worker's report say of a
 * batch. A process of its own per size, so that the peak is this report's and the first run is a cold one.
 * Arguments: labels, annotators.
 */
const [labels, annotators] = process.argv.slice(2).map(Number) as [number, number];
const columns = simulatedLabels(labels, annotators, 20240611);
const sources = simulatedSources(columns);
const mirror = choiceMirror(CHOICES)!;
const annotatorIds = Array.from({ length: annotators }, (_, k) => `annotator ${k}`);

function wholeReport() {
  const pairs = pairCounts(sources.first, sources.second, sources.outcomes, sources.count);
  return {
    agreement: agreementReport(columns, {
      categories: CHOICES,
      annotatorIds,
      orientation: 'canonical',
      mirror,
      bootstrap: { replicates: 1000, seed: 1 },
    }),
    dawidSkene: dawidSkene(columns, { mirror }),
    bradleyTerry: bradleyTerry(pairs, { ties: 'davidson', position: true }),
    drift: batchDrift(columns, { seed: 1 }),
    sides: positionBias(sources.outcomes, columns.annotators, annotators),
    ties: choiceRate(columns, [CHOICES.indexOf('TIE')]),
    selfConsistency: selfConsistency(columns),
  };
}

const million = labels === 1_000_000;
const name = `${labels / 1000}k labels, ${annotators} annotators: whole report from parsed columns`;
const cold = seconds(wholeReport, { runs: 1, warmUps: 0 });
const warm = seconds(wholeReport, { runs: 3, warmUps: 0 });
const rows = [
  ...timeRows(name, warm, million ? 3 : undefined),
  ...timeRows(`${name}, first run`, cold),
  peakMemory(`${name}, peak memory`, million ? 500 : undefined),
];
printRows(rows);
keepRows('statistics', rows);
