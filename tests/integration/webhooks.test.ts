import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alerts } from '#lib/alerts/alerts';
import { deliverWebhooks } from '#lib/alerts/deliver-webhooks';
import { emitEvent } from '#lib/alerts/emit-event';
import { CHOOSABLE_EVENTS } from '#lib/alerts/event-types';
import { replayDelivery, webhookDeliveries, webhookDelivery } from '#lib/alerts/webhook-deliveries';
import {
  addEndpoint,
  removeEndpoint,
  setEndpointEnabled,
  testEndpoint,
  webhookEndpoints,
} from '#lib/alerts/webhook-endpoints';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase, transaction } from '#lib/db';
import { env, environmentWith, provideSettings } from '#lib/env';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { cancelRun } from '#lib/training/cancel-run';
import { requestTraining } from '#lib/training/request-training';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { labelAll, OPEN_POLICY } from './setup/judged-crew';
import { signatureHolds, webhookReceiver } from './setup/webhook-receiver';

let db: TestDatabase;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
beforeAll(async () => {
  db = await testDatabase();
  provideSettings({ WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' });
  await makeQueues(db);
});
beforeEach(async () => {
  receiver = await webhookReceiver();
});
afterEach(() => receiver.close());
afterAll(closeDatabase);

const crewOf = () => makeCrew(db, { annotators: 2, comparisons: 30, overlap: 2 });
const project = (crew: Crew) => ({ id: crew.projectId });
const admin = (crew: Crew) => ({ kind: 'person', id: crew.userId }) as const;
const listen = (crew: Crew, events = CHOOSABLE_EVENTS) =>
  addEndpoint(project(crew), admin(crew), { url: receiver.url, description: '', events });
const types = () => receiver.received.map(({ event }) => event.type);
const say = (crew: Crew, message = 'hello') =>
  transaction((tx) =>
    emitEvent(tx, {
      projectId: crew.projectId,
      type: 'run.released',
      data: { run: 1, decision: message.length, address: 'https://x.example/' },
    }),
  );
const due = (crew: Crew) =>
  db.pool.query(
    `UPDATE webhook_delivery SET next_attempt_at = now() WHERE state = 'WAITING' AND endpoint_id IN (SELECT id FROM webhook_endpoint WHERE project_id = $1)`,
    [crew.projectId],
  );
const log = (crew: Crew) => webhookDeliveries(crew.projectId, {}, 50);

describe('webhooks', () => {
  it('tell of the gate and of runs, signed, from the acts themselves', async () => {
    const crew = await crewOf();
    const secret = await listen(crew);
    await labelAll(crew);
    await measureQuality(crew.batchId);
    await requestTraining(project(crew), admin(crew), {
      batchId: crew.batchId,
      options: { epochs: 2, seed: 1 },
    });
    await changePolicy(project(crew), admin(crew), { checks: OPEN_POLICY, note: 'A test.', after: 1 });
    await cancelRun(project(crew), admin(crew), 1);
    await deliverWebhooks();
    expect(types().sort()).toEqual([
      'batch.ready',
      'gate.changed',
      'gate.changed',
      'run.finished',
      'run.released',
    ]);
    const changes = receiver.received
      .filter(({ event }) => event.type === 'gate.changed')
      .map(({ event }) => event.data);
    expect(changes).toContainEqual(expect.objectContaining({ from: null, passed: false, policyVersion: 1 }));
    expect(changes).toContainEqual(
      expect.objectContaining({ from: 'FAIL', to: 'PASS', passed: true, policyVersion: 2 }),
    );
    for (const each of receiver.received) {
      expect(signatureHolds(each, secret)).toBe(true);
      expect(signatureHolds({ ...each, body: `${each.body} ` }, secret)).toBe(false);
    }
    expect((await log(crew)).every((row) => row.state === 'DELIVERED' && row.status === 200)).toBe(true);
    expect(
      (
        await db.pool.query(`SELECT 1 FROM webhook_endpoint WHERE sealed_secret LIKE '%' || $1 || '%'`, [
          secret.slice(6),
        ])
      ).rowCount,
    ).toBe(0);
  });

  it('say nothing of what was rolled back, and nothing that was not asked for', async () => {
    const crew = await crewOf();
    await listen(crew, ['gate.changed']);
    await say(crew);
    await expect(
      transaction(async (tx) => {
        await emitEvent(tx, {
          projectId: crew.projectId,
          type: 'gate.changed',
          data: {
            batch: { number: 1, name: 'x' },
            from: null,
            to: 'PASS',
            passed: true,
            policyVersion: 1,
            lastSequence: 1,
            address: 'https://x.example/',
          },
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await deliverWebhooks();
    expect(receiver.received).toEqual([]);
    expect(
      (await db.pool.query('SELECT 1 FROM webhook_event WHERE project_id = $1', [crew.projectId])).rowCount,
    ).toBe(0);
  });

  it('are tried again under the same id until they arrive, and every try is in the log', async () => {
    const crew = await crewOf();
    await listen(crew);
    receiver.answers.push(500, 503, 200);
    await say(crew);
    for (let round = 0; round < 3; round++) {
      await deliverWebhooks();
      const [row] = await log(crew);
      if (round < 2) {
        expect(row).toMatchObject({ state: 'WAITING', attempts: round + 1 });
        expect(Date.parse(row!.nextAttemptAt!)).toBeGreaterThan(Date.now());
      }
      await due(crew);
    }
    const [row] = await log(crew);
    expect(row).toMatchObject({ state: 'DELIVERED', attempts: 3, status: 200, nextAttemptAt: null });
    expect(new Set(receiver.received.map((each) => each.headers['webhook-id']))).toEqual(
      new Set([row!.eventId]),
    );
    const detail = await webhookDelivery(crew.projectId, row!.id);
    expect(detail!.tries.map((each) => each.status)).toEqual([200, 503, 500]);
    expect(detail!.tries[0]!.response).toBe('thanks');
    const jobs = await db.pool.query(
      `SELECT 1 FROM pgboss.job WHERE name = 'deliver-webhooks' AND singleton_key = $1 AND start_after > now()`,
      [`retry-${row!.id}`],
    );
    expect(jobs.rowCount).toBeGreaterThan(0);
  });

  it('survive a worker that is killed in the middle of a call', async () => {
    const crew = await crewOf();
    await listen(crew);
    receiver.answers.push('never');
    await say(crew);
    const { DATABASE_URL, AUTH_SECRET } = env();
    const worker = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `const { deliverWebhooks } = await import('#lib/alerts/deliver-webhooks'); await deliverWebhooks();`,
      ],
      {
        env: environmentWith({ DATABASE_URL, AUTH_SECRET, WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' }),
        stdio: 'ignore',
      },
    );
    while (!receiver.received.length) await pause(50);
    worker.kill('SIGKILL');
    await new Promise((done) => worker.once('exit', done));
    // Claimed, not lost: nobody else sends it while the claim holds, and it is due again when that has run out.
    await deliverWebhooks();
    expect(receiver.received).toHaveLength(1);
    await due(crew);
    await deliverWebhooks();
    const [first, second] = receiver.received.map((each) => each.headers['webhook-id']);
    expect(second).toBe(first);
    expect((await log(crew))[0]).toMatchObject({ state: 'DELIVERED' });
  });

  it('follow no redirect, call no private address, and go nowhere that the operator did not open', async () => {
    const crew = await crewOf();
    await listen(crew);
    receiver.answers.push({ redirect: receiver.url });
    await say(crew);
    await deliverWebhooks();
    expect(receiver.received).toHaveLength(1);
    expect((await log(crew))[0]).toMatchObject({
      status: 302,
      error: expect.stringContaining('not followed'),
    });
    provideSettings({ WEBHOOK_ALLOWED_NETWORKS: undefined });
    try {
      await due(crew);
      await deliverWebhooks();
      expect(receiver.received).toHaveLength(1);
      expect((await log(crew))[0]).toMatchObject({ status: null, state: 'WAITING' });
      await expect(listen(crew)).rejects.toThrow('https');
      // A name that leads inside passes the form, and is refused when it is called.
      await db.pool.query(`UPDATE webhook_endpoint SET url = 'https://localhost:1/' WHERE project_id = $1`, [
        crew.projectId,
      ]);
      await due(crew);
      await deliverWebhooks();
      expect((await log(crew))[0]!.error).toContain('webhooks may not call');
    } finally {
      provideSettings({ WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' });
    }
  });

  it('are given up in the end', async () => {
    const crew = await crewOf();
    await listen(crew);
    await say(crew);
    await db.pool.query('UPDATE webhook_delivery SET attempts = 11 WHERE id = $1', [
      (await log(crew))[0]!.id,
    ]);
    receiver.answers.push(500);
    await deliverWebhooks();
    expect((await log(crew))[0]).toMatchObject({ state: 'FAILED', attempts: 12, error: 'It answered 500.' });
    expect((await webhookEndpoints(crew.projectId))[0]).toMatchObject({ disabledAt: null, failed: 1 });
  });

  it('are not sent any more to an endpoint that took nothing for three days: it is switched off, with an alert', async () => {
    const crew = await crewOf();
    await listen(crew);
    await say(crew);
    await say(crew, 'waits too');
    receiver.answers.push(500, 500);
    await db.pool.query(
      `UPDATE webhook_endpoint SET failing_since = now() - interval '4 days' WHERE project_id = $1`,
      [crew.projectId],
    );
    await deliverWebhooks();
    const [endpoint] = await webhookEndpoints(crew.projectId);
    expect(endpoint!.disabledReason).toContain('three days');
    expect((await log(crew)).map((row) => row.state)).toEqual(['FAILED', 'FAILED']);
    expect(await alerts(crew.projectId, { state: 'open' }, 10)).toMatchObject([{ kind: 'webhook' }]);
    await say(crew, 'not told');
    expect(await log(crew)).toHaveLength(2);

    await setEndpointEnabled(project(crew), admin(crew), { id: endpoint!.id, enabled: true });
    expect(await alerts(crew.projectId, { state: 'open' }, 10)).toEqual([]);
    const [failed] = await log(crew);
    await replayDelivery(project(crew), admin(crew), failed!.id);
    await testEndpoint(project(crew), admin(crew), endpoint!.id);
    await deliverWebhooks();
    const later = await log(crew);
    expect(later.map((row) => row.state)).toEqual([
      'DELIVERED',
      'DELIVERED',
      'DELIVERED',
      'FAILED',
      'FAILED',
    ]);
    expect(later[1]!.eventId).toBe(failed!.eventId);
    expect(types()).toContain('webhook.test');
    await removeEndpoint(project(crew), admin(crew), endpoint!.id);
    await expect(replayDelivery(project(crew), admin(crew), failed!.id)).rejects.toThrow('removed');
    const { rows } = await db.pool.query(`SELECT action FROM audit_event WHERE project_id = $1 ORDER BY id`, [
      crew.projectId,
    ]);
    expect(rows.map((row) => row.action)).toEqual(
      expect.arrayContaining([
        'webhook.create',
        'webhook.disable',
        'webhook.enable',
        'webhook.replay',
        'webhook.test',
        'webhook.remove',
      ]),
    );
  });

  it('go out once each when many workers deliver at once', async () => {
    const crew = await crewOf();
    await listen(crew);
    for (let n = 0; n < 30; n++) await say(crew, 'x'.repeat(n + 1));
    await Promise.all([1, 2, 3, 4].map(() => deliverWebhooks()));
    expect(receiver.received).toHaveLength(30);
    expect(new Set(receiver.received.map((each) => each.headers['webhook-id'])).size).toBe(30);
    await expect(
      replayDelivery({ id: (await crewOf()).projectId }, SYSTEM_ACTOR, (await log(crew))[0]!.id),
    ).rejects.toThrow('no such delivery');
  });
});
