import type { z } from 'zod';
import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { SourceSums } from '#lib/reward-model/source-standings';
import type { RunState } from '#prisma/generated/enums';
import type { LeaderboardResult, postedOutputs } from './leaderboard-result';
import { preferenceProbability, scoreTogether } from './score-together';
import { servedModel } from './served-model';

export interface Leaderboard {
  number: number;
  name: string;
  state: RunState;
  batch: { number: number; name: string } | null;
  model: string;
  result: LeaderboardResult | null;
  error: string | null;
  by: string | null;
  at: string;
}

/** Has the worker score the stored responses of a batch's sources with one reward model. */
export async function requestLeaderboard(
  projectId: string,
  actor: AuditActor,
  asked: { batch: number; model: string },
): Promise<{ number: number }> {
  const model = await servedModel(projectId, asked.model);
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; name: string }>(
      'SELECT id, name FROM batch WHERE project_id = $1 AND number = $2',
      [projectId, asked.batch],
    );
    const batch = rows[0];
    if (!batch) throw new ConcordError('not_found', `There is no batch ${asked.batch}.`);
    const made = await insertBoard(tx, projectId, actor, {
      batchId: batch.id,
      model: model.name,
      name: batch.name,
      result: null,
    });
    await enqueue(tx, 'score-leaderboard', { leaderboardId: made.id }, made.id);
    return { number: made.number };
  });
}

/** Scores outputs that are not stored here and keeps how their sources stand, not the outputs. */
export async function postLeaderboard(
  projectId: string,
  actor: AuditActor,
  { name, model: asked, outputs }: z.infer<typeof postedOutputs>,
): Promise<{ number: number; name: string; result: LeaderboardResult }> {
  const model = await servedModel(projectId, asked);
  const prompts = new Map<string, typeof outputs>();
  for (const output of outputs) {
    const key = JSON.stringify(output.prompt);
    prompts.set(key, [...(prompts.get(key) ?? []), output]);
  }
  const sums = new SourceSums();
  for (const [key, own] of prompts) {
    const messages =
      typeof own[0]!.prompt === 'string' ? [{ role: 'user', content: own[0]!.prompt }] : own[0]!.prompt;
    const rewards = await scoreTogether(
      model,
      own.map(({ response }) => ({ prompt: messages, response })),
    );
    sums.add(
      key,
      own.map(({ source, response }, i) => ({
        source,
        reward: rewards[i]!.normalised,
        characters: response.length,
      })),
      (a, b) => preferenceProbability(model, a * model.scale.deviation, b * model.scale.deviation),
    );
  }
  const result: LeaderboardResult = {
    model: model.name,
    scale: model.scale,
    responses: outputs.length,
    prompts: prompts.size,
    basis: 'posted',
    learned: false,
    leftOut: 0,
    sources: sums.standings(),
  };
  const { number } = await transaction((tx) =>
    insertBoard(tx, projectId, actor, { batchId: null, model: model.name, name, result }),
  );
  return { number, name, result };
}

async function insertBoard(
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  board: { batchId: string | null; model: string; name: string; result: LeaderboardResult | null },
): Promise<{ id: string; number: number }> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [projectId]);
  const { rows } = await tx.query<{ id: string; number: number }>(
    `INSERT INTO leaderboard (project_id, batch_id, model_id, number, name, state, result, created_by, ended_at)
     SELECT $1, $2, m.id, coalesce((SELECT max(number) FROM leaderboard WHERE project_id = $1), 0) + 1, $4,
            CASE WHEN $5::jsonb IS NULL THEN 'QUEUED' ELSE 'SUCCEEDED' END::run_state, $5, $6, CASE WHEN $5::jsonb IS NULL THEN NULL ELSE now() END
     FROM reward_model m WHERE m.project_id = $1 AND m.name = $3 AND m.kind = 'embedded' RETURNING id, number`,
    [
      projectId,
      board.batchId,
      board.model,
      board.name,
      board.result && JSON.stringify(board.result),
      actor.kind === 'person' ? actor.id : null,
    ],
  );
  await recordAudit(tx, {
    projectId,
    actor,
    action: 'leaderboard.request',
    subject: `leaderboard:${rows[0]!.id}`,
    data: { number: rows[0]!.number, model: board.model, name: board.name },
  });
  return rows[0]!;
}

/** The leaderboards of a project, newest first; one of them by its number. */
export async function leaderboards(projectId: string, number?: number): Promise<Leaderboard[]> {
  const { rows } = await prepared<
    Omit<Leaderboard, 'at' | 'batch'> & { created_at: Date; batch_number: number | null; batch_name: string }
  >(
    `SELECT l.number, l.name, l.state, b.number AS batch_number, b.name AS batch_name, m.name AS model, l.result, l.error,
            coalesce(u.name, u.email) AS by, l.created_at
     FROM leaderboard l JOIN reward_model m ON m.id = l.model_id LEFT JOIN batch b ON b.id = l.batch_id LEFT JOIN app_user u ON u.id = l.created_by
     WHERE l.project_id = $1 AND ($2::int IS NULL OR l.number = $2) ORDER BY l.number DESC LIMIT 100`,
    [projectId, number ?? null],
  );
  return rows.map(({ created_at, batch_number, batch_name, ...row }) => ({
    ...row,
    batch: batch_number === null ? null : { number: batch_number, name: batch_name },
    at: created_at.toISOString(),
  }));
}
