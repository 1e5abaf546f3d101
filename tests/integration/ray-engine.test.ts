import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rayClient } from '#jobs/engines/ray-client';
import { submissionId, trainOnRay } from '#jobs/engines/ray-engine';
import { closeDatabase } from '#lib/db';
import { environmentWith, provideSettings } from '#lib/env';
import { rewardModels } from '#lib/scoring/reward-models';
import { servedModel } from '#lib/scoring/served-model';
import { cancelRun } from '#lib/training/cancel-run';
import { requestTraining } from '#lib/training/request-training';
import { trainRun } from '#lib/training/train-run';
import { runEvents, trainingRun } from '#lib/training/training-runs';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew } from './setup/judged-crew';
import { keyServer } from './setup/key-server';
import { noRay, startRay, TOKEN } from './setup/ray-head';

if (noRay) console.log(`The tests with a real Ray head are skipped. ${noRay}`);

describe.skipIf(noRay !== null)('training on a real Ray head', () => {
  let db: TestDatabase;
  let ray: Awaited<ReturnType<typeof startRay>>;
  let keys: Awaited<ReturnType<typeof keyServer>>;
  beforeAll(async () => {
    ray = await startRay();
    db = await testDatabase();
    await makeQueues(db);
    keys = await keyServer();
    provideSettings({ RAY_ADDRESS: ray.address, RAY_TOKEN: TOKEN, RAY_JWKS_URL: keys.url, RAY_DRY_RUN: '1' });
  }, 180_000);
  afterAll(async () => {
    ray?.stop();
    keys?.close();
    await closeDatabase();
  });

  const asked = async (open: boolean, task: 'reward' | 'dpo' = 'reward') => {
    const crew = await judgedCrew(db, { open });
    const project = { id: crew.projectId };
    const actor = { kind: 'person', id: crew.userId } as const;
    const run = await requestTraining(project, actor, {
      batchId: crew.batchId,
      options: { seed: 1, engine: 'ray', task },
    });
    const detail = async () => (await trainingRun(crew.projectId, run.number))!;
    const until = async (kind: string) => {
      while (!(await runEvents(run.id)).some((event) => event.kind === kind)) await pause(200);
    };
    return { ...run, project, actor, detail, until };
  };
  const kinds = async (id: string) =>
    (await runEvents(id)).map(({ kind }) => kind).filter((kind) => kind !== 'log');

  it('submits once, streams status and metrics, and registers what came out: listed, and not served here', async () => {
    const run = await asked(true);
    await trainRun(run.id, trainOnRay);
    expect(await kinds(run.id)).toEqual([
      ...['queued', 'submitted', 'verified', 'data'],
      ...['progress', 'progress', 'progress', 'progress'],
      ...['result', 'artefact', 'succeeded'],
    ]);
    const done = await run.detail();
    expect(done).toMatchObject({
      state: 'SUCCEEDED',
      engine: 'ray',
      report: null,
      external: {
        task: 'reward',
        data: { kept: 30, droppedTooLong: 0 },
        baseModel: 'tiny fit in plain Python',
      },
    });
    const { uri, sha256 } = done.external!;
    expect(
      createHash('sha256')
        .update(fs.readFileSync(fileURLToPath(uri)))
        .digest('hex'),
    ).toBe(sha256);
    expect(await rewardModels(run.project.id)).toEqual([]);
    await expect(servedModel(run.project.id, done.model!)).rejects.toThrow('no reward model named');
  });

  it('goes on with the same job when the worker is killed with -9, and tells nothing twice', async () => {
    const run = await asked(true);
    const worker = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/integration/setup/ray-worker.ts', run.id],
      {
        env: environmentWith({}),
        stdio: 'inherit',
      },
    );
    await run.until('progress');
    worker.kill('SIGKILL');
    await new Promise((resolve) => worker.once('exit', resolve));
    expect((await run.detail()).state).toBe('RUNNING');
    // The lock goes with the connection, which the server notices when it is gone.
    while ((await run.detail()).state === 'RUNNING') {
      await trainRun(run.id, trainOnRay);
      await pause(300);
    }
    expect((await run.detail()).state).toBe('SUCCEEDED');
    const all = await kinds(run.id);
    expect(all.filter((kind) => kind === 'submitted')).toHaveLength(1);
    const epochs = (await runEvents(run.id))
      .filter(({ kind }) => kind === 'progress')
      .map(({ data }) => data.epoch);
    expect(epochs).toEqual([1, 2, 3, 4]);
  });

  it('stops the job when the run is cancelled', async () => {
    const run = await asked(true, 'dpo');
    const watching = trainRun(run.id, trainOnRay);
    await run.until('verified');
    await cancelRun(run.project, run.actor, run.number);
    await watching;
    expect((await run.detail()).state).toBe('CANCELLED');
    expect(await rayClient(ray.address, TOKEN).job(submissionId(run.id))).toMatchObject({
      status: 'STOPPED',
    });
  });

  it('refuses on the cluster what it can’t verify, with the reason on the run', async () => {
    provideSettings({ RAY_JWKS_URL: 'http://127.0.0.1:9/none' });
    try {
      const run = await asked(true);
      await trainRun(run.id, trainOnRay);
      expect(await run.detail()).toMatchObject({
        state: 'FAILED',
        error: expect.stringContaining('could not verify its data and did not train'),
      });
    } finally {
      provideSettings({ RAY_JWKS_URL: keys.url });
    }
  });

  it('never hears of a run that the gate blocks', async () => {
    const run = await asked(false);
    expect(run.state).toBe('BLOCKED');
    await trainRun(run.id, trainOnRay);
    expect((await run.detail()).state).toBe('BLOCKED');
    expect(await rayClient(ray.address, TOKEN).job(submissionId(run.id))).toBeNull();
  });

  it('needs the token, and could not have been asked by fetch', async () => {
    await expect(rayClient(ray.address, undefined).version()).rejects.toThrow(/401|403/);
    const answer = await fetch(`${ray.address}/api/jobs/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ entrypoint: 'true' }),
    });
    expect(answer.status).toBe(405);
  });
});
