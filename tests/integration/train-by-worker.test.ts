import type { ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProject } from '#lib/access/create-project';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase, transaction } from '#lib/db';
import { PRESETS } from '#lib/gate/policy';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { readRewardModel } from '#lib/reward-model/reward-model-file';
import { TIE } from '#lib/reward-model/trusted-labels';
import { requestTraining, type TrainingOptions } from '#lib/training/request-training';
import type { TrainingReport } from '#lib/training/training-report';
import { importFile } from '#lib/transfer/import-file';
import { sharedFile } from '#tests/reference/shared-data';
import { simulatedCrew } from '#tests/unit/reward-model/clicker-overlay';
import { plantedPairs } from '#tests/unit/reward-model/planted-pairs';
import { bytesOf } from '#tests/unit/transfer/bytes-of';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { concord, endWorker, startWorker, until } from './setup/worker-process';

let db: TestDatabase;
let workers: ChildProcess[] = [];
const begin = () => {
  const worker = startWorker(db.url);
  workers.push(worker);
  return worker;
};

beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => endWorker(worker)));
  workers = [];
});
afterAll(closeDatabase);

/** Imports a file into a new project, opens its gate under the exploratory preset, and measures it. */
async function ready(name: string, source: Parameters<typeof importFile>[0]['source']) {
  const slug = `t-${name.slice(0, 8).replaceAll('_', '-')}`;
  const project = await transaction((tx) => createProject(tx, SYSTEM_ACTOR, { slug, name }));
  const { batch } = await importFile({
    projectId: project.id,
    batch: { name },
    source,
    format: 'jsonl',
    fileName: `${name}.jsonl`,
    actor: SYSTEM_ACTOR,
  });
  const { rows } = await db.pool.query(
    'SELECT coalesce(max(version), 0) AS v FROM policy WHERE project_id = $1',
    [project.id],
  );
  await changePolicy(project, SYSTEM_ACTOR, {
    checks: PRESETS.exploratory,
    note: 'No golds, repeats or guideline came with the file.',
    after: Number(rows[0].v),
  });
  await measureQuality(batch.id);
  const ask = (options: TrainingOptions) =>
    requestTraining(project, SYSTEM_ACTOR, { batchId: batch.id, options });
  return { project, slug, ask };
}

async function finished(id: string) {
  const { rows } = await db.pool.query(
    `SELECT r.state, r.error, m.file, m.report, m.backend FROM training_run r LEFT JOIN reward_model m ON m.run_id = r.id
     WHERE r.id = $1 AND r.state NOT IN ('QUEUED', 'RUNNING')`,
    [id],
  );
  return rows[0] as
    | { state: string; error: string | null; file: Buffer; report: TrainingReport; backend: string }
    | undefined;
}

/** Labels of ten simulated annotators as a file to import. */
function simulatedFile(): string {
  const pairs = plantedPairs(1200, 300, 5, 0, 110);
  const errors = Array.from({ length: 10 }, (_, i) => 0.05 + 0.02 * i);
  const crew = simulatedCrew(pairs, errors, 2, 8);
  return [...crew.pairs]
    .map((pair, i) => {
      const { promptKey, prompt, responseA, responseB } = pairs[pair]!;
      const choice = crew.choices[i] === TIE ? 'TIE' : crew.choices[i] === 0 ? 'A' : 'B';
      return JSON.stringify({
        item_id: `${promptKey}-${pair}`,
        prompt: prompt[0]!.content,
        response_a: responseA,
        response_b: responseB,
        source_a: 'm1',
        source_b: 'm2',
        annotator_id: `w${crew.annotators[i]}`,
        choice,
      });
    })
    .join('\n');
}

describe('training by the worker', { timeout: 400_000 }, () => {
  it('goes on after kill -9 in the middle, and ends with the very weights of a run that was left alone', async () => {
    const { ask, project, slug } = await ready('killed', bytesOf(simulatedFile()));
    const { id, state } = await ask({ epochs: 20, seed: 7 });
    expect(state).toBe('QUEUED');
    const first = begin();
    await until(
      async () =>
        (await db.pool.query('SELECT 1 FROM training_run WHERE id = $1 AND checkpoint IS NOT NULL', [id]))
          .rowCount,
      'a first checkpoint',
    );
    await endWorker(first, 'SIGKILL');
    expect(first.signalCode).toBe('SIGKILL');
    expect(await finished(id)).toBeUndefined();
    begin();
    const resumed = await until(() => finished(id), 'the resumed run', 240);
    expect([resumed.state, resumed.error]).toEqual(['SUCCEEDED', null]);
    const { rows: events } = await db.pool.query(
      `SELECT kind, data FROM training_event WHERE run_id = $1 AND kind IN ('started', 'resumed') ORDER BY id`,
      [id],
    );
    expect(events.map(({ kind }) => kind)).toEqual(['started', 'started', 'resumed']);
    expect(events.at(-1).data.step).toBeGreaterThan(0);

    const command = concord('train', '--project', slug, '--epochs', '20', '--seed', '7', '--wait', '--json');
    expect([command.code, command.err]).toEqual([0, '']);
    const { run: number, state: ended } = JSON.parse(command.out);
    expect([number, ended]).toEqual([2, 'SUCCEEDED']);
    const other = await db.pool.query('SELECT id FROM training_run WHERE project_id = $1 AND number = 2', [
      project.id,
    ]);
    const alone = (await finished(other.rows[0].id))!;
    const [one, two] = [readRewardModel(resumed.file), readRewardModel(alone.file)];
    expect(resumed.backend).toBe(alone.backend);
    expect(one.head.weights).toEqual(two.head.weights);
    expect(one.normalisation).toEqual(two.normalisation);
    expect(resumed.report.heldOut).toEqual(alone.report.heldOut);
    expect(resumed.report.history).toEqual(alone.report.history);
    expect(alone.report.diagnosis!.sparse.influence.length).toBeGreaterThan(5);
  });

  it('is refused by the command line too where the gate does not pass, with what is open', async () => {
    const { project, slug } = await ready(
      'strict',
      bytesOf(simulatedFile().split('\n').slice(0, 100).join('\n')),
    );
    const blocked = concord('train', '--project', slug, '--json');
    expect(blocked.code).toBe(1);
    expect(JSON.parse(blocked.out)).toMatchObject({ run: 1, state: 'BLOCKED', model: null });
    expect(JSON.parse(blocked.out).open).toContain('comparisons');
    expect(concord('train', '--project', slug, '--trust', 'blind').code).toBe(2);
    expect(concord('train', '--project', 'nowhere').code).toBe(2);
    const { rows } = await db.pool.query(
      'SELECT count(*)::int AS n FROM training_run WHERE project_id = $1',
      [project.id],
    );
    expect(rows[0].n).toBe(1);
  });

  it.for([
    ['ukpconvarg1_tv_books', 0.718],
    ['llmfao_crowd', 0.432],
  ] as const)(
    '%s, imported and let through by a stated policy: the model is not below the better rule of length',
    async ([name, longer], { skip }) => {
      const file = sharedFile(`${name}.jsonl`);
      if (!file) return skip(`${name}.jsonl is not there`);
      const { ask } = await ready(name, createReadStream(file));
      const { id, state } = await ask({});
      expect(state).toBe('QUEUED');
      begin();
      const run = await until(() => finished(id), `training on ${name}`, 360);
      expect([run.state, run.error]).toEqual(['SUCCEEDED', null]);
      const { heldOut, folds, diagnosis, lineage } = run.report;
      const show = (m: { value: number | null; ci95: readonly number[] | null }) =>
        `${(100 * (m.value ?? Number.NaN)).toFixed(1)} % [${m.ci95?.map((v) => (100 * v).toFixed(1)).join(', ')}]`;
      console.log(
        [
          `${name}: ${heldOut.counts.decided} decided pairs of ${heldOut.counts.prompts} prompts, ${folds} folds, ${run.backend}`,
          `accuracy ${show(heldOut.accuracy)} by ${heldOut.accuracy.clusteredBy}; ${heldOut.length.rule} wins ${show(heldOut.length.accuracy)}`,
          `difference ${show(heldOut.length.difference)}; length-matched ${show(heldOut.length.matched)} of ${heldOut.length.matched.n} within ${heldOut.length.matchedWithin?.toFixed(2)}; balanced ${show(heldOut.length.balanced)}`,
          `single labels ${show(heldOut.people.modelAgreement)}, people ${show(heldOut.people.agreement)}, ceiling ${heldOut.people.ceiling?.map((v) => (100 * v).toFixed(1))}, parity ${heldOut.people.parity?.toFixed(2)}`,
          `sparse fit ${show(diagnosis!.sparse.accuracy)}; ECE ${heldOut.calibration?.expectedError.toFixed(3)}, T ${heldOut.calibration?.temperature.toFixed(2)}; trained in ${run.report.trainedMs} ms`,
        ].join('\n  '),
      );
      expect(heldOut.longerWins.value).toBeCloseTo(longer, 3);
      expect(heldOut.accuracy.value!).toBeGreaterThanOrEqual(heldOut.length.accuracy.value!);
      expect(heldOut.accuracy.ci95).not.toBeNull();
      expect(heldOut.length.matched.ci95).not.toBeNull();
      expect(heldOut.people.ceiling).not.toBeNull();
      expect(lineage.choices).toMatchObject({ trust: 'posterior', epochs: 12 });
      expect(lineage.code).toMatch(/^concord \d/);
    },
  );
});
