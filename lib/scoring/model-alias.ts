import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';

/** Names that stay while the model behind them changes. */
export const MODEL_ALIASES = ['production', 'candidate'] as const;
export type ModelAlias = (typeof MODEL_ALIASES)[number];

export const isModelAlias = (name: string): name is ModelAlias =>
  (MODEL_ALIASES as readonly string[]).includes(name);

/** A change of an alias, as its history shows it. */
export interface AliasChange {
  alias: ModelAlias;
  /** Null: the alias was taken away. */
  model: string | null;
  note: string;
  by: string | null;
  at: string;
}

/** Which model answers under each alias now; null where none does. */
export async function aliasesInForce(projectId: string): Promise<Record<ModelAlias, string | null>> {
  const { rows } = await prepared<{ alias: ModelAlias; model: string | null }>(
    `SELECT DISTINCT ON (a.alias) a.alias, m.name AS model FROM reward_model_alias a LEFT JOIN reward_model m ON m.id = a.model_id
     WHERE a.project_id = $1 ORDER BY a.alias, a.id DESC`,
    [projectId],
  );
  const models = new Map(rows.map((row) => [row.alias, row.model]));
  return { production: models.get('production') ?? null, candidate: models.get('candidate') ?? null };
}

/** Every change, newest first. */
export async function aliasHistory(projectId: string, limit = 50): Promise<AliasChange[]> {
  const { rows } = await prepared<AliasChange & { created: Date }>(
    `SELECT a.alias, m.name AS model, a.note, coalesce(u.name, u.email) AS by, a.created_at AS created
     FROM reward_model_alias a LEFT JOIN reward_model m ON m.id = a.model_id LEFT JOIN app_user u ON u.id = a.set_by
     WHERE a.project_id = $1 ORDER BY a.id DESC LIMIT $2`,
    [projectId, limit],
  );
  return rows.map(({ created, ...row }) => ({ ...row, at: created.toISOString() }));
}

/**
 * Points an alias at a model, or takes it away (`model` null). Whoever scores by the alias gets the new model from the next
 * request on.
 */
export async function setAlias(
  projectId: string,
  actor: AuditActor,
  { alias, model, note }: { alias: ModelAlias; model: string | null; note: string },
): Promise<void> {
  await transaction(async (tx) => {
    // One change of a project's aliases at a time: the audit entry names the model that it replaced.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 6))', [projectId]);
    const { rows: before } = await tx.query<{ name: string | null }>(
      `SELECT m.name FROM reward_model_alias a LEFT JOIN reward_model m ON m.id = a.model_id
       WHERE a.project_id = $1 AND a.alias = $2 ORDER BY a.id DESC LIMIT 1`,
      [projectId, alias],
    );
    const previous = before[0]?.name ?? null;
    if (previous === model) throw new ConcordError('conflict', `${model ?? 'No model'} is ${alias} already.`);
    const { rowCount } = await tx.query(
      `INSERT INTO reward_model_alias (project_id, alias, model_id, note, set_by)
       SELECT $1, $2, m.id, $4, $5 FROM (SELECT 1) one LEFT JOIN reward_model m ON m.project_id = $1 AND m.name = $3 AND m.kind = 'embedded'
       WHERE $3::text IS NULL OR m.id IS NOT NULL`,
      [projectId, alias, model, note, actor.kind === 'person' ? actor.id : null],
    );
    if (!rowCount) throw new ConcordError('not_found', `This project has no reward model named “${model}”.`);
    await recordAudit(tx, {
      projectId,
      actor,
      action: 'model-alias.set',
      subject: `model-alias:${alias}`,
      data: { alias, model, previous, note },
    });
  });
}
