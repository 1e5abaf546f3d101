import { prepared } from '#lib/db';
import { aliasesInForce, MODEL_ALIASES } from './model-alias';

/** A reward model to choose from. */
export interface ModelChoice {
  name: string;
  run: number;
  createdAt: string;
  /** Held-out accuracy with its 95 % interval; null where it could not be measured. */
  accuracy: number | null;
  accuracyInterval: [number, number] | null;
  waived: boolean;
  aliases: string[];
}

/** The reward models of a project, newest first, with the aliases that point at them. */
export async function rewardModels(projectId: string): Promise<ModelChoice[]> {
  const [aliases, { rows }] = await Promise.all([
    aliasesInForce(projectId),
    prepared<{
      name: string;
      number: number;
      created_at: Date;
      accuracy: number | null;
      interval: [number, number] | null;
      waived: boolean;
    }>(
      `SELECT m.name, r.number, m.created_at, (m.report #>> '{heldOut,accuracy,value}')::float8 AS accuracy,
              m.report #> '{heldOut,accuracy,ci95}' AS interval, d.kind = 'WAIVER' AS waived
       FROM reward_model m JOIN training_run r ON r.id = m.run_id JOIN gate_decision d ON d.id = r.decision_id
       WHERE m.project_id = $1 AND m.kind = 'embedded' ORDER BY m.created_at DESC LIMIT 500`,
      [projectId],
    ),
  ]);
  return rows.map((row) => ({
    name: row.name,
    run: row.number,
    createdAt: row.created_at.toISOString(),
    accuracy: row.accuracy,
    accuracyInterval: row.interval,
    waived: row.waived,
    aliases: MODEL_ALIASES.filter((alias) => aliases[alias] === row.name),
  }));
}

/** The same as OpenAI's clients list models: aliases and versions. */
export async function listModels(projectId: string) {
  const models = await rewardModels(projectId);
  const entry = (id: string, createdAt: string) => ({
    id,
    object: 'model' as const,
    created: Math.floor(Date.parse(createdAt) / 1000),
    owned_by: 'concord',
  });
  return {
    object: 'list' as const,
    data: [
      ...models.flatMap(({ aliases, createdAt }) => aliases.map((alias) => entry(alias, createdAt))),
      ...models.map(({ name, createdAt }) => entry(name, createdAt)),
    ],
  };
}
