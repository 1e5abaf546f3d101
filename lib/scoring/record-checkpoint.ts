import { z } from 'zod';
import { emitEvent } from '#lib/alerts/emit-event';
import { raiseAlert } from '#lib/alerts/raise-alert';
import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { conversation } from '#lib/labels/conversation';
import {
  type CheckpointFigures,
  checkpointFigures,
  LEAST_RESPONSES,
} from '#lib/reward-model/checkpoint-figures';
import { bestOfNKl, type OptimisationMethod } from '#lib/reward-model/gold-curve';
import { type OptimisationPoint, overOptimisation } from '#lib/reward-model/over-optimisation';
import { optimisationAddress, type StoredWarning, stopSentence } from './optimisation-words';
import { watchedModel } from './watched-model';

const mean = z.object({ mean: z.number(), se: z.number().positive() });

export const postedCheckpoint = z
  .object({
    slug: z.string(),
    optimisation: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe('Name of the optimisation: all its checkpoints say the same.'),
    model: z
      .string()
      .max(200)
      .optional()
      .describe('The reward model that is optimised; without it the newest.'),
    method: z.enum(['rl', 'best-of-n']).default('rl'),
    step: z.number().int().min(0).max(2_147_483_647),
    kl: z
      .number()
      .min(0)
      .max(10_000)
      .optional()
      .describe('Divergence from the reference, nats per response.'),
    n: z.number().int().min(1).max(1_000_000).optional().describe('Best of n: instead of kl.'),
    responses: z
      .array(
        z.object({
          prompt: z.union([
            z
              .string()
              .max(100_000)
              .transform((content) => [{ role: 'user' as const, content }]),
            conversation,
          ]),
          response: z.string().max(100_000),
          gold: z
            .number()
            .optional()
            .describe('A score that the optimiser does not see: people, another model.'),
        }),
      )
      .min(LEAST_RESPONSES)
      .max(512)
      .optional()
      .describe('A sample of what the model says now. It is scored and forgotten.'),
    figures: z
      .object({
        responses: z.number().int().min(LEAST_RESPONSES),
        proxy: mean,
        gold: mean.optional(),
        logLength: mean.optional(),
        repetition: mean.optional(),
      })
      .optional()
      .describe('Instead of responses, where they must not leave the house: means with standard errors.'),
    gold: mean.optional().describe('The mean gold score, where it does not stand with the responses.'),
  })
  .refine((given) => (given.kl === undefined) !== (given.n === undefined), 'give kl or n, one of the two')
  .refine(
    (given) => (given.responses === undefined) !== (given.figures === undefined),
    'give responses or figures, one of the two',
  );

export type PostedCheckpoint = z.infer<typeof postedCheckpoint>;

export const checkpointAnswer = z.object({
  optimisation: z.string(),
  step: z.number().int(),
  kl: z.number(),
  proxy: mean.describe(
    'Mean reward, in standard deviations of the responses that the reward model was trained on.',
  ),
  stop: z.boolean().describe('True from the first warning on.'),
  warning: z
    .object({ step: z.number().int(), kl: z.number(), sign: z.string(), sentence: z.string() })
    .nullable(),
  peakKl: z.number().nullable().describe('Where the gold score is estimated to turn, nats.'),
  peakCi95: z
    .tuple([z.number(), z.number().nullable()])
    .nullable()
    .describe('null for its upper end: it may not turn.'),
  address: z.url(),
});

/**
 * Takes a checkpoint of a model that is optimised against a reward model of the project: scores its responses, keeps their means, and
 * says whether to stop. A step that was posted before changes nothing and gets today's answer.
 */
export async function recordCheckpoint(
  project: { id: string; slug: string },
  actor: AuditActor,
  posted: PostedCheckpoint,
  simulated = false,
): Promise<z.infer<typeof checkpointAnswer>> {
  const watched = await watchedModel(project.id, posted.model);
  const kl = posted.kl ?? bestOfNKl(posted.n!);
  const figures = figuresOf(posted, watched);
  return transaction(async (tx) => {
    const row = await lockOptimisation(tx, project.id, watched.id, posted, { actor, simulated });
    const known = await checkpointsOf(tx, row.id);
    const last = known.at(-1);
    if (last && posted.step > last.step) await insertCheckpoint(tx, row.id, posted, kl, figures);
    else if (!last) await insertCheckpoint(tx, row.id, posted, kl, figures);
    else if (!known.some(({ step }) => step === posted.step))
      throw new ConcordError(
        'conflict',
        `Step ${posted.step} comes before step ${last.step}, which is here already.`,
      );
    const points = await checkpointsOf(tx, row.id);
    const said = overOptimisation(points, { method: row.method });
    let { warning } = row;
    if (!warning && said.warning) {
      const at = points[said.warning.at]!;
      warning = { step: at.step, kl: at.kl, sign: said.warning.sign, value: said.warning.value };
      await warn(tx, project.id, { optimisation: posted.optimisation, model: watched.name, warning });
    }
    await tx.query('UPDATE optimisation SET updated_at = now(), warning = $2 WHERE id = $1', [
      row.id,
      warning && JSON.stringify(warning),
    ]);
    const own = points.find(({ step }) => step === posted.step)!;
    return {
      optimisation: posted.optimisation,
      step: posted.step,
      kl: own.kl,
      proxy: own.proxy,
      stop: warning !== null,
      warning: warning && {
        step: warning.step,
        kl: warning.kl,
        sign: warning.sign,
        sentence: stopSentence(warning),
      },
      peakKl: said.curve?.peakKl ?? null,
      peakCi95: said.peakCi95 && [
        said.peakCi95[0],
        Number.isFinite(said.peakCi95[1]) ? said.peakCi95[1] : null,
      ],
      address: await optimisationAddress(tx, project.id, posted.optimisation),
    };
  });
}

function figuresOf(
  posted: PostedCheckpoint,
  watched: Awaited<ReturnType<typeof watchedModel>>,
): CheckpointFigures {
  const { figures, responses, gold = null } = posted;
  if (responses) {
    const measured = checkpointFigures(responses, watched.scorer, watched.opinions);
    return { ...measured, gold: measured.gold ?? gold };
  }
  const { proxy, logLength = null, repetition = null } = figures!;
  return {
    proxy,
    logLength,
    repetition,
    gold: figures!.gold ?? gold,
    secondOpinion: null,
    disagreement: null,
  };
}

interface OptimisationRow {
  id: string;
  model_id: string;
  method: OptimisationMethod;
  warning: StoredWarning | null;
}

async function lockOptimisation(
  tx: Queryable,
  projectId: string,
  modelId: string,
  posted: PostedCheckpoint,
  by: { actor: AuditActor; simulated: boolean },
): Promise<OptimisationRow> {
  const { rowCount } = await tx.query(
    'INSERT INTO optimisation (project_id, model_id, name, method, simulated) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (project_id, name) DO NOTHING',
    [projectId, modelId, posted.optimisation, posted.method, by.simulated],
  );
  const { rows } = await tx.query<OptimisationRow>(
    'SELECT id, model_id, method, warning FROM optimisation WHERE project_id = $1 AND name = $2 FOR UPDATE',
    [projectId, posted.optimisation],
  );
  const row = rows[0]!;
  if (rowCount)
    await recordAudit(tx, {
      projectId,
      actor: by.actor,
      action: 'optimisation.begin',
      subject: `optimisation:${row.id}`,
      data: { name: posted.optimisation },
    });
  if (row.method !== posted.method)
    throw new ConcordError(
      'conflict',
      `This optimisation began as ${row.method}; its checkpoints can't be ${posted.method}.`,
    );
  if (posted.model !== undefined && row.model_id !== modelId)
    throw new ConcordError('conflict', 'This optimisation began with another reward model.');
  return row;
}

/** The checkpoints of an optimisation, as the detector reads them. */
export async function checkpointsOf(tx: Queryable, optimisationId: string): Promise<OptimisationPoint[]> {
  const { rows } = await tx.query<{ step: number; kl: number; figures: CheckpointFigures }>(
    'SELECT step, kl, figures FROM optimisation_checkpoint WHERE optimisation_id = $1 ORDER BY step',
    [optimisationId],
  );
  return rows.map(({ step, kl, figures }) => ({ step, kl, ...figures }));
}

async function insertCheckpoint(
  tx: Queryable,
  id: string,
  posted: PostedCheckpoint,
  kl: number,
  figures: CheckpointFigures,
): Promise<void> {
  await tx.query(
    'INSERT INTO optimisation_checkpoint (optimisation_id, step, kl, best_of, responses, figures) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      id,
      posted.step,
      kl,
      posted.n ?? null,
      posted.responses?.length ?? posted.figures!.responses,
      JSON.stringify(figures),
    ],
  );
}

async function warn(
  tx: Queryable,
  projectId: string,
  said: { optimisation: string; model: string; warning: StoredWarning },
): Promise<void> {
  const alert = await raiseAlert(tx, {
    projectId,
    batchId: null,
    kind: 'optimisation',
    cause: `over-optimisation:${said.optimisation}`,
    title: `Stop “${said.optimisation}” at step ${said.warning.step}`,
    sentence: stopSentence(said.warning),
    evidence: `/watching?optimisation=${encodeURIComponent(said.optimisation)}`,
  });
  if (alert)
    await emitEvent(tx, {
      projectId,
      type: 'optimisation.warning',
      data: {
        optimisation: said.optimisation,
        model: said.model,
        step: said.warning.step,
        kl: said.warning.kl,
        sign: said.warning.sign,
        alert,
      },
    });
}
