import { randomUUID } from 'node:crypto';
import { type SimulatedSeries, simulateOptimisation } from '#jobs/simulate-optimisation';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { PRESETS } from '#lib/gate/policy';
import { changePolicy } from '#lib/quality/change-policy';
import { addRequest, emptyHistogram } from '#lib/reward-model/traffic-histogram';
import { writeTraffic } from '#lib/scoring/count-traffic';
import { reviewTraffic } from '#lib/scoring/review-traffic';
import { watchModel } from '#lib/scoring/watch-model';
import { seededRandom } from '#lib/statistics/random';
import { requestTraining } from '#lib/training/request-training';
import { trainRun } from '#lib/training/train-run';
import { WATCHED_SCENARIO } from './build-scenario';
import { seedScenario } from './seed-scenario';

const SEED = 7;
const HOUR_MS = 3_600_000;

/**
 * The scenario of a reward model that is hacked: a project with labels, a model trained on them through the gate, a day of traffic from
 * two callers, and two simulated language models that learn to please it, one whose gold score is told and one without.
 */
export async function seedWatchedScenario(
  now: Date = new Date(),
): Promise<{ slug: string; modelId: string; series: SimulatedSeries[] }> {
  const { slug, batchId } = await seedScenario(WATCHED_SCENARIO, now);
  const { rows } = await pool().query<{ id: string }>('SELECT id FROM project WHERE slug = $1', [slug]);
  const project = { id: rows[0]!.id, slug };
  await changePolicy(project, SYSTEM_ACTOR, {
    checks: PRESETS.exploratory,
    note: 'A demonstration of watching, not of quality.',
    after: 1,
  });
  const run = await requestTraining(project, SYSTEM_ACTOR, { batchId, options: { epochs: 12, seed: 1 } });
  const modelId = await trained(run.id);
  await watchModel(modelId);
  await simulateTraffic(project.id, modelId, now);
  await reviewTraffic();
  const series: SimulatedSeries[] = [];
  for (const gold of [false, true])
    series.push(
      await simulateOptimisation(project, {
        name: gold ? 'Assistant, with gold scores' : 'Assistant, without gold scores',
        ...{ seed: SEED, checkpoints: gold ? 48 : 28, gold },
      }),
    );
  return { slug, modelId, series };
}

/** Trains the run here, or waits for a worker that was faster. */
async function trained(runId: string): Promise<string> {
  for (;;) {
    await trainRun(runId);
    const { rows } = await pool().query<{ state: string; error: string | null; model: string | null }>(
      'SELECT r.state, r.error, m.id AS model FROM training_run r LEFT JOIN reward_model m ON m.run_id = r.id WHERE r.id = $1',
      [runId],
    );
    const { state, error, model } = rows[0]!;
    if (model) return model;
    if (state !== 'RUNNING' && state !== 'QUEUED')
      throw new Error(`The run of the scenario ended as ${state}: ${error}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** One caller whose responses are like the data, and one whose are longer and score higher by the hour. */
async function simulateTraffic(projectId: string, modelId: string, now: Date): Promise<void> {
  const callers = await makeKeys(projectId);
  const random = seededRandom(SEED);
  const { rows } = await pool().query<{ baseline: { reward: number[]; length: number[] } }>(
    'SELECT baseline FROM reward_model_watch WHERE model_id = $1',
    [modelId],
  );
  const baseline = rows[0]!.baseline;
  const drawn = (counts: number[]) => {
    let rest = random.next() * counts.reduce((sum, count) => sum + count, 0);
    return counts.findIndex((count) => {
      rest -= count;
      return rest < 0;
    });
  };
  const hours = Array.from({ length: 24 }, (_, h) => Math.floor(now.getTime() / HOUR_MS - h) * HOUR_MS);
  const counted = callers.flatMap((caller, which) =>
    hours.map((hour, back) => {
      const histogram = emptyHistogram();
      const drift = which === 0 ? 0 : (24 - back) / 24;
      for (let request = 0; request < 12; request++)
        addRequest(
          histogram,
          Array.from({ length: which === 0 ? 2 : 8 }, () => ({
            reward: -4.125 + drawn(baseline.reward) / 4 + drift * 2,
            length: 2 ** (2.75 + drawn(baseline.length) / 2 + drift * 2),
          })),
        );
      return { modelId, caller, hour, histogram };
    }),
  );
  await writeTraffic(pool(), counted);
}

async function makeKeys(projectId: string): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO api_key (project_id, name, prefix, key_hash, permissions, created_by)
     SELECT $1, k.name, 'simulated', k.hash, '{reward:score}', u.id FROM unnest($2::text[], $3::text[]) AS k(name, hash)
     CROSS JOIN (SELECT id FROM app_user ORDER BY created_at LIMIT 1) u RETURNING id`,
    [projectId, ['Evaluation', 'RL trainer'], [randomUUID(), randomUUID()]],
  );
  return rows.length ? rows.map((row) => row.id) : ['page'];
}
