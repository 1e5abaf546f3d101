import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { measureQuality } from '#lib/quality/measure-quality';
import { insertScenario } from '../insert-scenario';
import { buildScenario, type ScenarioName, type WATCHED_SCENARIO } from './build-scenario';

/**
 * Puts a named scenario into the database as a project of its own, with its name as slug, and measures it. Its annotators
 * have no accounts; site admins see it, and whoever leads a project here leads it too.
 *
 * @throws conflict when there is a project of that slug.
 */
export async function seedScenario(
  name: ScenarioName | typeof WATCHED_SCENARIO,
  now: Date = new Date(),
): Promise<{ slug: string; batchId: string }> {
  const scenario = buildScenario(name, now);
  const batchId = await transaction(async (tx) => {
    const there = await tx.query('SELECT 1 FROM project WHERE slug = $1', [scenario.project.slug]);
    if (there.rowCount)
      throw new ConcordError('conflict', `There is a project ${scenario.project.slug} already.`);
    const batch = await insertScenario(tx, scenario, null);
    await tx.query(
      `INSERT INTO membership (project_id, user_id, role)
       SELECT DISTINCT p.id, m.user_id, 'LEAD'::role FROM membership m, project p WHERE m.role = 'LEAD' AND p.slug = $1`,
      [scenario.project.slug],
    );
    return batch;
  });
  await measureQuality(batchId);
  return { slug: scenario.project.slug, batchId };
}
