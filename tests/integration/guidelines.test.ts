import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import {
  acknowledgeGuideline,
  guideline,
  guidelineVersions,
  publishGuideline,
  unreadGuideline,
} from '#lib/labels/guidelines';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const text = (after: number, body: string) => ({
  title: 'How to choose',
  body,
  changes: `Now: ${body}`,
  after,
});

describe('the guideline', () => {
  it('is published as a new version, which stamps and measures every batch and is in the audit log', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const project = { id: crew.projectId };
    const before = (await guideline(project.id))?.number ?? 0;
    const number = await publishGuideline(project, SYSTEM_ACTOR, text(before, 'Prefer what is correct.'));
    expect(number).toBe(before + 1);
    expect(await guideline(project.id)).toMatchObject({ number, body: 'Prefer what is correct.' });
    const events = await db.pool.query('SELECT kind, data, sequence FROM batch_event WHERE batch_id = $1', [
      crew.batchId,
    ]);
    expect(events.rows).toEqual([{ kind: 'guideline-published', data: { number }, sequence: 1 }]);
    const jobs = await db.pool.query(
      `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'measure-quality' AND singleton_key = $1`,
      [crew.batchId],
    );
    expect(jobs.rows[0].n).toBe(1);
    const audit = await db.pool.query(
      `SELECT subject FROM audit_event WHERE project_id = $1 AND action = 'guideline.publish'`,
      [project.id],
    );
    expect(audit.rows).toEqual([{ subject: `guideline:${number}` }]);
  });

  it('never buries a version that somebody published meanwhile, and takes no copy of the last one', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const project = { id: crew.projectId };
    const before = (await guideline(project.id))?.number ?? 0;
    const race = await Promise.allSettled(
      ['First.', 'Second.', 'Third.'].map((body) =>
        publishGuideline(project, SYSTEM_ACTOR, text(before, body)),
      ),
    );
    expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    const now = (await guideline(project.id))!;
    await expect(publishGuideline(project, SYSTEM_ACTOR, text(now.number, now.body))).rejects.toThrow(
      'the same',
    );
    expect((await guidelineVersions(project.id)).map((v) => v.number)[0]).toBe(before + 1);
  });

  it('knows who has read the version in force', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const [annotatorId] = crew.annotatorIds as [number];
    const project = { id: crew.projectId };
    const before = (await guideline(project.id))?.number ?? 0;
    const first = await publishGuideline(project, SYSTEM_ACTOR, text(before, 'One.'));
    expect(await unreadGuideline(project.id, annotatorId)).toMatchObject({ number: first });
    await acknowledgeGuideline(project.id, annotatorId, first);
    await acknowledgeGuideline(project.id, annotatorId, first);
    expect(await unreadGuideline(project.id, annotatorId)).toBeNull();
    await publishGuideline(project, SYSTEM_ACTOR, text(first, 'Two.'));
    expect(await unreadGuideline(project.id, annotatorId)).toMatchObject({ number: first + 1 });
    await expect(acknowledgeGuideline(project.id, annotatorId, 99)).rejects.toThrow('no such version');
  });
});
