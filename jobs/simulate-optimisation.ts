import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { readConversation } from '#lib/labels/conversation';
import { type SimulatedPrompt, simulatedOptimisation } from '#lib/reward-model/simulated-optimisation';
import { recordCheckpoint } from '#lib/scoring/record-checkpoint';
import { watchedModel } from '#lib/scoring/watched-model';

export interface SimulatedSeries {
  optimisation: string;
  checkpoints: number;
  /** Nats where the true quality was highest; null when it never fell. */
  truePeakKl: number | null;
  warning: { step: number; kl: number; sign: string } | null;
}

export interface OptimisationWanted {
  name: string;
  model?: string;
  seed: number;
  checkpoints: number;
  /** Whether the gold score is told with the checkpoints. */
  gold: boolean;
  onCheckpoint?: (step: number) => void;
}

interface Qualities {
  qualityA: number;
  qualityB: number;
}

/**
 * Lets a simulated language model be optimised against a reward model of a project, and tells of its checkpoints by the road that a
 * training loop takes. How good responses are is known of simulated projects; elsewhere all start equal, and only tricks count.
 */
export async function simulateOptimisation(
  project: { id: string; slug: string },
  wanted: OptimisationWanted,
): Promise<SimulatedSeries> {
  const watched = await watchedModel(project.id, wanted.model);
  const prompts = await promptsOf(watched.id);
  if (!prompts.length) throw new ConcordError('conflict', 'There are no comparisons to begin with.');
  const score = (requests: Parameters<typeof watched.scorer.scoreAll>[0]) =>
    watched.scorer.scoreAll(requests).map(({ normalised }) => normalised);
  const truth: { kl: number; quality: number }[] = [];
  let warning: SimulatedSeries['warning'] = null;
  for (const checkpoint of simulatedOptimisation(prompts, score, wanted)) {
    truth.push({ kl: checkpoint.kl, quality: checkpoint.trueQuality });
    const answer = await recordCheckpoint(
      project,
      SYSTEM_ACTOR,
      {
        slug: project.slug,
        optimisation: wanted.name,
        model: watched.name,
        method: 'rl',
        step: checkpoint.step,
        kl: checkpoint.kl,
        responses: checkpoint.responses.map(({ prompt, response, gold }) => ({
          prompt: prompt as ReturnType<typeof readConversation>,
          response,
          ...(wanted.gold && { gold }),
        })),
      },
      true,
    );
    warning = answer.warning;
    wanted.onCheckpoint?.(checkpoint.step);
  }
  const best = truth.reduce((top, each) => (each.quality > top.quality ? each : top));
  return {
    optimisation: wanted.name,
    checkpoints: truth.length,
    truePeakKl: best === truth.at(-1) ? null : best.kl,
    warning,
  };
}

/** The prompts of the batch that the model was trained on, with the responses to them. */
async function promptsOf(modelId: string): Promise<SimulatedPrompt[]> {
  const { rows } = await pool().query<{
    prompt: unknown;
    prompt_hash: string;
    response_a: string;
    response_b: string;
    simulation: Qualities | null;
  }>(
    `SELECT c.prompt, c.prompt_hash, c.response_a, c.response_b, c.meta->'simulation' AS simulation
     FROM comparison c JOIN training_run r ON r.batch_id = c.batch_id JOIN reward_model m ON m.run_id = r.id WHERE m.id = $1 ORDER BY c.id`,
    [modelId],
  );
  const prompts = new Map<string, SimulatedPrompt>();
  for (const row of rows) {
    const known = prompts.get(row.prompt_hash) ?? { prompt: readConversation(row.prompt), responses: [] };
    prompts.set(row.prompt_hash, known);
    for (const response of [
      { text: row.response_a, quality: row.simulation?.qualityA ?? 0 },
      { text: row.response_b, quality: row.simulation?.qualityB ?? 0 },
    ])
      if (!known.responses.some(({ text }) => text === response.text)) known.responses.push(response);
  }
  return [...prompts.values()];
}
