import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleWatchWhatIsDue } from '#jobs/handlers/watch-what-is-due';
import { alerts } from '#lib/alerts/alerts';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { asCaller } from '#lib/scoring/caller-now';
import { countTraffic, flushTraffic } from '#lib/scoring/count-traffic';
import { optimisationDetail, optimisations } from '#lib/scoring/optimisations';
import { postedCheckpoint, recordCheckpoint } from '#lib/scoring/record-checkpoint';
import { reviewTraffic } from '#lib/scoring/review-traffic';
import { scoreRewards } from '#lib/scoring/score-rewards';
import { modelTraffic } from '#lib/scoring/traffic';
import { watchModel } from '#lib/scoring/watch-model';
import { modelsToWatch, probesOf, watchedModels } from '#lib/scoring/watching';
import { seedWatchedScenario } from '#prisma/seed/scenarios/seed-watched-scenario';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
let project: { id: string; slug: string };
let seeded: Awaited<ReturnType<typeof seedWatchedScenario>>;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
  await db.pool.query(`INSERT INTO app_user (email, name) VALUES ('somebody@example.org', 'Somebody')`);
  seeded = await seedWatchedScenario();
  const { rows } = await db.pool.query('SELECT id, slug FROM project WHERE slug = $1', [seeded.slug]);
  project = rows[0];
}, 600_000);
afterAll(closeDatabase);

const open = async (kind: 'probe' | 'reward-drift' | 'optimisation') =>
  (await alerts(project.id, { state: 'open', kind }, 50)).map((alert) => alert.title);

describe('a simulated language model that learns to please the reward model', () => {
  it('earns more reward and loses quality', async () => {
    for (const series of seeded.series) expect(series.truePeakKl).not.toBeNull();
    const all = await optimisations(project.id);
    expect(all).toHaveLength(2);
    const { points } = await optimisationDetail(all.find(({ name }) => name.includes('with gold'))!);
    const [first, last] = [points[0]!, points.at(-1)!];
    expect(last.proxy.mean - first.proxy.mean).toBeGreaterThan(2);
    const highest = Math.max(...points.map(({ gold }) => gold!.mean));
    expect(highest - last.gold!.mean).toBeGreaterThan(4 * Math.hypot(last.gold!.se, first.gold!.se));
  });

  it('is warned about before the true quality has passed its peak by a nat, with gold scores and without', () => {
    for (const { warning, truePeakKl, optimisation } of seeded.series) {
      expect(warning, optimisation).not.toBeNull();
      expect(warning!.kl, optimisation).toBeLessThanOrEqual(truePeakKl! + 1);
    }
  });

  it('raises one alert for each, with its evidence', async () => {
    expect(await open('optimisation')).toHaveLength(2);
  });
});

describe('POST optimisation-checkpoints', () => {
  const figures = (proxy: number) => ({ responses: 100, proxy: { mean: proxy, se: 0.1 } });
  const post = (given: object) =>
    recordCheckpoint(
      project,
      SYSTEM_ACTOR,
      postedCheckpoint.parse({ slug: project.slug, optimisation: 'Posted', ...given }),
    );

  it('keeps a step once, refuses one that comes before, and counts best of n in nats', async () => {
    expect(await post({ method: 'best-of-n', step: 0, n: 1, figures: figures(0) })).toMatchObject({
      kl: 0,
      stop: false,
    });
    const answer = await post({ method: 'best-of-n', step: 2, n: 16, figures: figures(1) });
    expect(answer.kl).toBeCloseTo(1.8351, 3);
    expect(await post({ method: 'best-of-n', step: 2, n: 16, figures: figures(9) })).toEqual(answer);
    await expect(post({ method: 'best-of-n', step: 1, n: 4, figures: figures(1) })).rejects.toThrow(
      'comes before',
    );
    await expect(post({ method: 'rl', step: 3, kl: 2, figures: figures(1) })).rejects.toThrow(
      'began as best-of-n',
    );
  });

  it('wants a distance and something to look at, and responses enough to say how sure it is', () => {
    const parse = (given: object) =>
      postedCheckpoint.safeParse({ slug: 'x', optimisation: 'y', step: 0, ...given }).success;
    expect(parse({ kl: 1, figures: figures(0) })).toBe(true);
    expect(parse({ figures: figures(0) })).toBe(false);
    expect(parse({ kl: 1, n: 2, figures: figures(0) })).toBe(false);
    expect(parse({ kl: 1 })).toBe(false);
    expect(parse({ kl: 1, responses: [{ prompt: 'a', response: 'b' }] })).toBe(false);
  });

  it('keeps no text', async () => {
    const { rows } = await db.pool.query('SELECT figures::text FROM optimisation_checkpoint LIMIT 200');
    for (const { figures: kept } of rows) expect(kept.length).toBeLessThan(900);
  });

  it('refuses to change what was measured', async () => {
    await expect(db.pool.query('UPDATE optimisation_checkpoint SET kl = 0')).rejects.toThrow();
    await expect(db.pool.query('DELETE FROM probe_report')).rejects.toThrow();
  });
});

describe('a watched model', () => {
  it('has second opinions, a baseline and probes, and is not prepared twice', async () => {
    const [model] = await watchedModels(project.id);
    expect(model).toMatchObject({ id: seeded.modelId, prepared: true });
    expect(model!.opinions).toBeGreaterThanOrEqual(2);
    const [probes] = await probesOf(seeded.modelId);
    expect(probes!.results).toHaveLength(5);
    for (const { interval, change } of probes!.results) expect(interval![0]).toBeLessThan(change!);
    expect((await open('probe')).length).toBe(
      probes!.results.filter(({ verdict }) => verdict === 'FAIL').length,
    );
    expect(await modelsToWatch()).toEqual([]);
    await watchModel(seeded.modelId);
    const again = await probesOf(seeded.modelId);
    expect(again).toHaveLength(2);
    expect(again[0]!.results).toEqual(again[1]!.results);
    expect((await watchedModels(project.id))[0]!.opinions).toBe(model!.opinions);
  });

  it('tells the caller whose responses have moved from the one whose have not', async () => {
    const traffic = (await modelTraffic(seeded.modelId, 24))!;
    const [first, second] = traffic.callers;
    expect([first!.name, second!.name].sort()).toEqual(['Evaluation', 'RL trainer']);
    const shifted = traffic.callers.filter(({ shifted }) => shifted !== null);
    expect(shifted.map(({ name }) => name)).toEqual(['RL trainer']);
    expect(await open('reward-drift')).toHaveLength(1);
  });

  it('counts what is scored, by caller and hour, many requests in one statement', async () => {
    const request = {
      prompt: [{ role: 'user' as const, content: 'How?' }],
      responses: ['Like this.', 'Or so.'],
    };
    for (let i = 0; i < 5; i++) await scoreRewards(project.id, request);
    countTraffic(seeded.modelId, 'page', [{ reward: 0, length: 3 }], Date.now() - 3_600_000);
    await Promise.all([flushTraffic(), flushTraffic()]);
    await scoreRewards(project.id, request);
    await flushTraffic();
    const { rows } = await db.pool.query(
      `SELECT requests, responses, (SELECT sum(x) FROM unnest(rewards) x) AS rewards, (SELECT sum(x) FROM unnest(lengths) x) AS lengths, lengths[1] AS shortest
       FROM reward_traffic WHERE caller = 'page' ORDER BY hour DESC`,
    );
    await asCaller({ keyId: 'a-key' }, () => scoreRewards(project.id, request));
    await flushTraffic();
    const byKey = await db.pool.query(`SELECT requests FROM reward_traffic WHERE caller = 'a-key'`);
    expect(byKey.rows).toEqual([{ requests: 1 }]);
    expect(rows).toEqual([
      { requests: 6, responses: 12, rewards: 6, lengths: 6, shortest: 3 },
      { requests: 1, responses: 1, rewards: 1, lengths: 1, shortest: 1 },
    ]);
  });

  it('lets go of old counts, and closes the alert when the traffic is like the data again', async () => {
    await db.pool.query(`UPDATE reward_traffic SET hour = hour - interval '100 days' WHERE caller = 'page'`);
    await db.pool.query(
      `DELETE FROM reward_traffic t USING api_key k WHERE k.id::text = t.caller AND k.name = 'RL trainer' AND t.hour > now() - interval '20 hours'`,
    );
    await reviewTraffic();
    expect(await open('reward-drift')).toEqual([]);
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS n FROM reward_traffic WHERE caller = 'page'`,
    );
    expect(rows[0].n).toBe(0);
  });

  it('is looked after every hour, by the clock of the queue', async () => {
    const { rows } = await db.pool.query('SELECT name, cron FROM pgboss.schedule');
    expect(rows).toContainEqual({ name: 'watch-what-is-due', cron: '7 * * * *' });
    await db.pool.query('DELETE FROM second_opinion');
    await db.pool.query('DELETE FROM reward_model_watch');
    await handleWatchWhatIsDue();
    const waiting = await db.pool.query(
      `SELECT data FROM pgboss.job WHERE name = 'watch-model' AND state = 'created'`,
    );
    expect(waiting.rows).toContainEqual({ data: { modelId: seeded.modelId } });
  });
});
