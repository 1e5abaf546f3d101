import { hashPassword } from '#lib/access/password';
import { transaction } from '#lib/db';
import { measureQuality } from '#lib/quality/measure-quality';
import { buildDemoScenario, DEMO_SEED } from './demo/build-demo-scenario';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './demo-sign-ins';
import { insertScenario } from './insert-scenario';

/**
 * Puts the simulated demo project into the database and measures it, all or nothing; a database that has a project
 * already is left alone.
 *
 * @returns the demo sign-ins when the demo is there, null when the database holds something else.
 */
export async function seedDemo(now: Date = new Date()): Promise<typeof DEMO_SIGN_INS | null> {
  const scenario = buildDemoScenario({ seed: DEMO_SEED, now });
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const batchId = await transaction(async (tx) => {
    await tx.query('LOCK TABLE project IN SHARE ROW EXCLUSIVE MODE');
    const existing = await tx.query<{ slug: string; simulated: boolean }>(
      'SELECT slug, simulated FROM project LIMIT 2',
    );
    if (existing.rowCount) return null;
    return insertScenario(tx, scenario, passwordHash);
  });
  if (batchId) await measureQuality(batchId);
  return DEMO_SIGN_INS;
}
