import { type Decision, decide } from '#lib/gate/decide';
import { PRESETS } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { guidelineSections } from '#lib/labels/guideline-sections';
import type { AnnotatorRow } from '#lib/quality/annotator-row';
import type { BatchFacts } from '#lib/quality/batch-facts';
import { CATEGORIES } from '#lib/quality/choice-codes';
import { Measurement } from '#lib/quality/measurement';
import { qualityFigures } from '#lib/quality/quality-figures';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
import type { DemoLabel, DemoScenario } from '#prisma/seed/demo/types';
import { plainAnnotator, plainComparison } from '../quality/plain-facts';

/** What the product says about these labels of the demo: the report's figures and the decision of the default policy. */
export function judgeDemo(
  scenario: DemoScenario,
  labels: DemoLabel[],
  paused: string | null = null,
): { figures: QualityFigures; annotators: AnnotatorRow[]; decision: Decision } {
  const measurement = measureDemo(scenario, labels, paused);
  const figures = qualityFigures(measurement);
  const decision = decide({ figures, lastSequence: 1, neededSequence: 1 }, PRESETS.preference);
  return { figures, annotators: measurement.annotators.rows, decision };
}

/** The measurement that the product makes of these labels. */
export const measureDemo = (
  scenario: DemoScenario,
  labels: DemoLabel[],
  paused: string | null = null,
): Measurement => new Measurement(batchLabels(scenario, labels), batchFacts(scenario, paused));

/** Database ids as the seed gives them: comparisons and annotators in the order of the scenario. */
function numbered(scenario: DemoScenario): {
  comparison: Map<string, number>;
  annotator: Map<string, number>;
} {
  const annotators = scenario.people.filter((p) => p.behaviour !== null);
  return {
    comparison: new Map(scenario.comparisons.map((c, i) => [c.externalId, i])),
    annotator: new Map(annotators.map((a, i) => [a.key, i])),
  };
}

function batchLabels(scenario: DemoScenario, labels: DemoLabel[]): BatchLabels {
  const { comparison, annotator } = numbered(scenario);
  return {
    length: labels.length,
    sequence: Float64Array.from(labels, (_, i) => i + 1),
    comparison: Int32Array.from(labels, (l) => comparison.get(l.comparisonExternalId)!),
    annotator: Int32Array.from(labels, (l) => annotator.get(l.annotator)!),
    round: Uint8Array.from(labels, (l) => l.round - 1),
    choice: Uint8Array.from(labels, (l) => CATEGORIES.indexOf(l.choice)),
    swapped: Int8Array.from(labels, (l) => (l.shownSwapped ? 1 : 0)),
    strength: Int8Array.from(labels, (l) => l.strength ?? -1),
    guideline: Int32Array.from(labels, (l) => l.guidelineVersion),
    labelledAtMs: Float64Array.from(labels, (l) => l.createdAt.getTime()),
    activeMs: Int32Array.from(labels, (l) => l.durationMs),
    excludedBy: new Map(),
    excluded: scenario.labels.length - labels.length,
    verdicts: [],
    hash: '',
  };
}

function batchFacts(scenario: DemoScenario, paused: string | null): BatchFacts {
  const { comparison, annotator } = numbered(scenario);
  return {
    projectId: 'demo',
    comparisons: new Map(
      scenario.comparisons.map((c) => [
        comparison.get(c.externalId)!,
        plainComparison({
          sourceA: c.responseA.source,
          sourceB: c.responseB.source,
          gold: c.gold ? CATEGORIES.indexOf(c.gold.answer) : null,
          tags: c.tags,
          language: c.language,
          promptHash: c.prompt.map((turn) => turn.text).join(' '),
          promptLength: c.prompt.reduce((sum, turn) => sum + turn.text.length, 0),
          lengthA: c.responseA.text.length,
          lengthB: c.responseB.text.length,
        }),
      ]),
    ),
    annotators: new Map(
      scenario.people.flatMap((p) =>
        p.behaviour
          ? [
              [
                annotator.get(p.key)!,
                plainAnnotator(p.name, {
                  status: p.key === paused ? 'PAUSED' : 'ACTIVE',
                  reviewed: p.key === paused,
                }),
              ] as const,
            ]
          : [],
      ),
    ),
    guidelineNumber: scenario.guidelineVersions.length,
    guidelineSections: guidelineSections(scenario.guidelineVersions.at(-1)!.body),
    openAdjudications: 0,
  };
}
