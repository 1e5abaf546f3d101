import { createApiKey } from '#lib/access/api-key';
import type { Permission } from '#lib/access/permissions';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { requestTraining } from '#lib/training/request-training';
import { trainRun } from '#lib/training/train-run';
import { type Crew, makeCrew } from './crew';
import type { TestDatabase } from './database';
import { labelAll, OPEN_POLICY } from './judged-crew';

export interface TrainedCrew extends Crew {
  slug: string;
  /** Name of the reward model. */
  model: string;
  snapshot: string;
}

/** A crew with a trained model; people prefer the longer, friendlier answer. */
export async function trainedCrew(db: TestDatabase, comparisons = 90): Promise<TrainedCrew> {
  const crew = await makeCrew(db, { annotators: 2, comparisons, overlap: 2 });
  await db.pool.query(
    `UPDATE comparison SET prompt = jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || id || ': how do I keep basil fresh?')),
       prompt_hash = md5(id::text), response_a = 'Answer one of ' || id || '. Thank you for asking! Stand it in a glass of water, out of the sun, and change the water daily.',
       response_b = 'Answer two of ' || id || '. No idea' WHERE batch_id = $1`,
    [crew.batchId],
  );
  await labelAll(crew);
  const { rows } = await db.pool.query('SELECT slug FROM project WHERE id = $1', [crew.projectId]);
  await changePolicy(
    { id: crew.projectId },
    { kind: 'system', id: null },
    { checks: OPEN_POLICY, note: 'A test.', after: 1 },
  );
  await measureQuality(crew.batchId);
  const run = await trainAgain(db, crew);
  return { ...crew, slug: rows[0].slug, ...run };
}

/** One more model of the same labels. */
export async function trainAgain(
  db: TestDatabase,
  crew: Crew,
  seed = 1,
): Promise<{ model: string; snapshot: string }> {
  const { id } = await requestTraining(
    { id: crew.projectId },
    { kind: 'person', id: crew.userId },
    { batchId: crew.batchId, options: { epochs: 3, seed } },
  );
  await trainRun(id);
  const { rows } = await db.pool.query(
    `SELECT m.name AS model, r.snapshot_hash AS snapshot, r.error FROM training_run r LEFT JOIN reward_model m ON m.run_id = r.id WHERE r.id = $1`,
    [id],
  );
  if (!rows[0].model) throw new Error(`The run made no model: ${rows[0].error}`);
  return rows[0];
}

/** An API key of the crew's project. */
export async function keyOf(
  crew: TrainedCrew,
  permissions: Permission[] = ['reward:score'],
): Promise<string> {
  const actor = {
    kind: 'person' as const,
    userId: crew.userId,
    name: 'Admin',
    email: 'admin@example.org',
    siteAdmin: false,
    role: 'ADMIN' as const,
    annotatorId: null,
    project: { id: crew.projectId, slug: crew.slug, name: crew.slug, simulated: false },
  };
  return (await createApiKey(actor, { name: 'Trainer', permissions, expiresAt: null })).key;
}
