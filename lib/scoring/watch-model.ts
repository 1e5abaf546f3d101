import { pool, transaction } from '#lib/db';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import type { SingleLabels } from '#lib/reward-model/annotator-influence';
import { independentShare } from '#lib/reward-model/design-effect';
import { featureMatrix } from '#lib/reward-model/feature-matrix';
import type { ProbedResponse } from '#lib/reward-model/probe-report';
import { writeRewardModel } from '#lib/reward-model/reward-model-file';
import type { RewardScorer } from '#lib/reward-model/score-responses';
import { secondOpinions } from '#lib/reward-model/second-opinions';
import { addRequest, emptyHistogram, type TrafficHistogram } from '#lib/reward-model/traffic-histogram';
import { type ChoiceColumns, SIDE_A, TIE } from '#lib/reward-model/trusted-labels';
import { readChoices } from '#lib/training/training-choices';
import { trainingPairs } from '#lib/training/training-pairs';
import { probeModel } from './probe-model';
import { servedModel } from './served-model';
import { onServedScale } from './watched-model';

interface ModelRow {
  id: string;
  project_id: string;
  name: string;
  batch_id: string;
  seed: number;
  options: unknown;
  last_sequence: number;
  judged: number[] | null;
  prepared: boolean;
}

/**
 * Gets a model ready to be watched, from the labels that it was trained on: the histograms that traffic is held against, the second
 * opinions of disjoint annotators, and a report of the probes. Safe to run again: it probes anew, and keeps the rest.
 */
export async function watchModel(modelId: string): Promise<void> {
  const { rows } = await pool().query<ModelRow>(
    `SELECT m.id, m.project_id, m.name, r.batch_id, r.seed, r.options, d.last_sequence, m.scores->'comparisons' AS judged,
            EXISTS (SELECT 1 FROM reward_model_watch w WHERE w.model_id = m.id) AS prepared
     FROM reward_model m JOIN training_run r ON r.id = m.run_id JOIN gate_decision d ON d.id = r.decision_id WHERE m.id = $1`,
    [modelId],
  );
  const row = rows[0];
  if (!row) return;
  const labels = await readBatchLabels(row.batch_id, row.last_sequence);
  const { pairs, choices } = await trainingPairs(labels, readChoices(row.options));
  const unseen = new Set(row.judged ?? []);
  const all = Int32Array.from(pairs.keys());
  const learned = all.filter((pair) => !unseen.has(pairs[pair]!.comparisonId));
  const scorer = onServedScale(await servedModel(row.project_id, row.name));
  const responses = pairs
    .filter(({ comparisonId }) => unseen.size === 0 || unseen.has(comparisonId))
    .flatMap(({ promptKey, prompt, responseA, responseB }) =>
      [responseA, responseB].map((response) => ({ promptKey, prompt, response })),
    );
  if (!row.prepared) {
    const baseline = baselineOf(responses, scorer);
    const opinions = secondOpinions(
      featureMatrix(pairs),
      singleLabels(choices),
      // A model that was judged by folds has learned from all of them.
      learned.length ? learned : all,
      row.seed,
    );
    await transaction(async (tx) => {
      const { rowCount } = await tx.query(
        'INSERT INTO reward_model_watch (model_id, baseline) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [modelId, JSON.stringify(baseline)],
      );
      if (!rowCount) return;
      for (const [at, { annotators, pairs: taught, model }] of opinions.entries())
        await tx.query(
          'INSERT INTO second_opinion (model_id, number, annotators, pairs, file) VALUES ($1, $2, $3, $4, $5)',
          [modelId, at + 1, annotators.length, taught, Buffer.from(writeRewardModel(model))],
        );
    });
  }
  await probeModel(
    { id: modelId, projectId: row.project_id, name: row.name, seed: row.seed },
    scorer,
    responses,
  );
}

/**
 * What ordinary responses look like to the model: those of prompts that it was not trained on, because on its own training
 * responses its rewards lie further apart. Responses to one prompt are alike, so all together count as as many as they are worth.
 */
function baselineOf(responses: readonly ProbedResponse[], scorer: RewardScorer): TrafficHistogram {
  const distinct = [
    ...new Map(responses.map((each) => [`${each.promptKey}\u0000${each.response}`, each])).values(),
  ];
  const prompts = new Map<string, number>();
  for (const { promptKey } of distinct) if (!prompts.has(promptKey)) prompts.set(promptKey, prompts.size);
  const clusters = distinct.map(({ promptKey }) => prompts.get(promptKey)!);
  const rewards = distinct.map(({ prompt, response }) => scorer.score(prompt, response).normalised);
  const lengths = distinct.map(({ response }) => response.length);
  const histogram = emptyHistogram();
  for (const [i, reward] of rewards.entries()) addRequest(histogram, [{ reward, length: lengths[i]! }]);
  const worth = (values: readonly number[]) => independentShare(values, clusters);
  const [ofRewards, ofLengths] = [worth(rewards), worth(lengths.map((length) => Math.log1p(length)))];
  return {
    requests: prompts.size,
    responses: distinct.length,
    reward: histogram.reward.map((count) => count * ofRewards),
    length: histogram.length.map((count) => count * ofLengths),
  };
}

/** The first looks behind the pairs: 1 for A, 0 for B, a half for a tie. */
function singleLabels({ choices, ...columns }: ChoiceColumns): SingleLabels {
  return {
    ...columns,
    values: Float64Array.from(choices, (code) => (code === SIDE_A ? 1 : code === TIE ? 0.5 : 0)),
  };
}
