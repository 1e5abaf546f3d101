import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { importJobs, startImport } from '#lib/transfer/queue-import';
import { resumeOrphanedImports, runImport } from '#lib/transfer/run-import';
import { bytesOf } from '#tests/unit/transfer/bytes-of';
import { comparison, importDatabase, jsonl, label, labelsOf, newProject } from './import-project';

importDatabase();

const request = { fileName: 'up.jsonl', format: 'jsonl', batch: { name: 'Uploaded' }, overlap: 3 } as const;

const start = (projectId: string, content: string) =>
  startImport({ id: projectId }, SYSTEM_ACTOR, request, bytesOf(content, 1000));

const chunks = async (importId: string): Promise<number> =>
  (await pool().query('SELECT count(*)::int AS n FROM import_chunk WHERE import_id = $1', [importId]))
    .rows[0]!.n;

const jobs = async (importId: string): Promise<number> =>
  (await pool().query(`SELECT count(*)::int AS n FROM pgboss.job WHERE data->>'importId' = $1`, [importId]))
    .rows[0]!.n;

const many = jsonl(
  ...Array.from({ length: 30_000 }, (_, i) => ({
    ...comparison(`i${i}`),
    ...label(`i${i}`, `w${i % 9}`, 'A'),
  })),
);

describe('an uploaded file', () => {
  it('waits in the database, in pieces, until the worker imports it; then the page has the result and the pieces are gone', async () => {
    const project = await newProject();
    const id = await start(project, many);
    expect(await chunks(id)).toBe(Math.ceil(Buffer.byteLength(many) / 1024 ** 2));
    expect(await jobs(id)).toBe(1);
    expect(await importJobs(project)).toMatchObject([
      {
        id,
        state: 'QUEUED',
        fileName: 'up.jsonl',
        bytes: Buffer.byteLength(many),
        bytesRead: 0,
        result: null,
      },
    ]);
    const seen = new Set<number>();
    const running = runImport(id);
    const watching = setInterval(async () => {
      const [job] = await importJobs(project);
      if (job?.state === 'RUNNING') seen.add(job.rows);
    }, 50);
    await running;
    clearInterval(watching);
    expect(seen.size).toBeGreaterThan(0);
    const [job] = await importJobs(project);
    expect(job).toMatchObject({ state: 'SUCCEEDED', rows: 30_000, bytesRead: job!.bytes, problemCount: 0 });
    expect(job!.result).toMatchObject({ labels: { added: 30_000 }, batch: { name: 'Uploaded' } });
    expect(job!.endedAt).not.toBeNull();
    expect(await chunks(id)).toBe(0);
    const { rows } = await pool().query('SELECT DISTINCT overlap FROM batch WHERE project_id = $1', [
      project,
    ]);
    expect(rows).toEqual([{ overlap: 3 }]);
  });

  it('is imported once, however often and by however many workers it is run', async () => {
    const project = await newProject();
    const file = jsonl(
      ...Array.from({ length: 500 }, (_, i) => ({ ...comparison(`i${i}`), ...label(`i${i}`, 'w', 'A') })),
    );
    const id = await start(project, file);
    await Promise.all([runImport(id), runImport(id), runImport(id)]);
    await runImport(id);
    expect(await labelsOf(project)).toHaveLength(500);
    const audit = await pool().query(
      `SELECT 1 FROM audit_event WHERE project_id = $1 AND action = 'import.file'`,
      [project],
    );
    expect(audit.rowCount).toBe(1);
    expect(await importJobs(project)).toMatchObject([
      { state: 'SUCCEEDED', result: { labels: { added: 500 } } },
    ]);
  });

  it('that is refused ends as failed, with its problems', async () => {
    const project = await newProject();
    const id = await start(project, `${jsonl(comparison('i1'))}{"item_id":1}\n`);
    await runImport(id);
    const [job] = await importJobs(project);
    expect(job).toMatchObject({
      state: 'FAILED',
      problemCount: 1,
      problems: [{ line: 2, field: null }],
      result: null,
    });
    expect(await chunks(id)).toBe(0);
    expect((await pool().query('SELECT 1 FROM batch WHERE project_id = $1', [project])).rowCount).toBe(0);
  });

  it('for a batch that has been closed meanwhile says so', async () => {
    const project = await newProject();
    await runImport(await start(project, jsonl(comparison('i1'))));
    await pool().query(`UPDATE batch SET status = 'CLOSED' WHERE project_id = $1`, [project]);
    await runImport(await start(project, jsonl(comparison('i2'))));
    expect((await importJobs(project))[0]).toMatchObject({
      state: 'FAILED',
      problems: [{ reason: expect.stringMatching(/is closed/) }],
    });
  });

  it('leaves no trace when the upload breaks off', async () => {
    const project = await newProject();
    async function* broken() {
      yield* bytesOf(many);
      throw new Error('aborted');
    }
    await expect(startImport({ id: project }, SYSTEM_ACTOR, request, broken())).rejects.toThrow('aborted');
    expect(await importJobs(project)).toEqual([]);
    expect(
      (
        await pool().query(
          'SELECT 1 FROM import_chunk c JOIN import_job j ON j.id = c.import_id WHERE j.project_id = $1',
          [project],
        )
      ).rowCount,
    ).toBe(0);
  });

  it('is refused for a batch of another project', async () => {
    const [mine, other] = [await newProject(), await newProject()];
    await runImport(await start(other, jsonl(comparison('i1'))));
    const { rows } = await pool().query<{ id: string }>('SELECT id FROM batch WHERE project_id = $1', [
      other,
    ]);
    const theirs = { ...request, batch: { id: rows[0]!.id } };
    await expect(startImport({ id: mine }, SYSTEM_ACTOR, theirs, bytesOf('x'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('comes back into the queue when its worker died, and not while one is at it', async () => {
    const project = await newProject();
    const id = await start(project, many);
    await pool().query(`UPDATE import_job SET state = 'RUNNING' WHERE id = $1`, [id]);
    await pool().query(`DELETE FROM pgboss.job WHERE data->>'importId' = $1`, [id]);
    expect(await resumeOrphanedImports()).toBe(1);
    expect(await jobs(id)).toBe(1);
    const running = runImport(id);
    while ((await importJobs(project))[0]!.rows === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await resumeOrphanedImports()).toBe(0);
    // A second worker leaves at once, and leaves what the first has reported alone.
    await runImport(id);
    const [job] = await importJobs(project);
    expect(job!.state).toBe('RUNNING');
    expect(job!.rows).toBeGreaterThan(0);
    await running;
    expect(await resumeOrphanedImports()).toBe(0);
  });

  it('that nobody knows is nothing to do', async () => {
    await expect(runImport(randomUUID())).resolves.toBeUndefined();
  });
});
