import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinProject } from '#lib/access/invitation';
import { closeDatabase, transaction } from '#lib/db';
import { markMessagesRead, messagesTo, sendMessage } from '#lib/labels/annotator-messages';
import { answerAppeal, appealList, writeAppeal } from '#lib/labels/appeals';
import { applyLifeCycle } from '#lib/labels/apply-life-cycle';
import { overrideStatus } from '#lib/labels/override-status';
import { ownFeedback } from '#lib/labels/own-feedback';
import { ownStanding } from '#lib/labels/own-standing';
import { beginAttempt, retryAnswer } from '#lib/labels/qualification-attempt';
import type { Crew } from './setup/crew';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { answer, goldCrew, setRules, statusOf } from './setup/gold-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const lead = (crew: Crew) => ({ kind: 'person', id: crew.userId }) as const;
const project = (crew: Crew) => ({ id: crew.projectId });
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);

describe('a qualification round', () => {
  it('begins when somebody joins a project that asks for one, and nowhere else', async () => {
    const [asks, plain] = [
      await goldCrew(db, { annotators: 1, golds: 1 }),
      await goldCrew(db, { annotators: 1, golds: 1 }),
    ];
    await setRules(asks, { qualification: { mode: 'automatic' } });
    const user = (
      await db.pool.query(`INSERT INTO app_user (email, name) VALUES ($1, 'New') RETURNING id`, [
        `${randomUUID()}@example.org`,
      ])
    ).rows[0].id;
    for (const crew of [asks, plain])
      await transaction((tx) => joinProject(tx, crew.projectId, user, 'ANNOTATOR'));
    const { rows } = await db.pool.query('SELECT project_id, status FROM annotator WHERE user_id = $1', [
      user,
    ]);
    expect(new Map(rows.map((row) => [row.project_id, row.status]))).toEqual(
      new Map([
        [asks.projectId, 'QUALIFYING'],
        [plain.projectId, 'ACTIVE'],
      ]),
    );
  });

  it('can be repeated after the wait, as often as the rules say, and beyond that by a lead', async () => {
    const crew = await goldCrew(db, { annotators: 1, golds: 60, status: 'QUALIFYING' });
    const [person] = crew.annotatorIds as [number];
    const actor = { kind: 'person', id: null } as const;
    await setRules(crew, { qualification: { mode: 'automatic', attempts: 2, cooldownHours: 24 } });
    await answer(db, crew, person, { right: 0, wrong: 10 });
    await applyLifeCycle(crew.projectId);
    expect(await statusOf(db, person)).toBe('PAUSED');
    expect(await retryAnswer(db.pool, crew.projectId, person)).toMatchObject({
      attemptsLeft: 1,
      refusal: expect.stringContaining('after a pause'),
    });
    await expect(beginAttempt(project(crew), actor, person)).rejects.toMatchObject({ code: 'conflict' });
    expect(await retryAnswer(db.pool, crew.projectId, person, later(25))).toEqual({
      attemptsLeft: 1,
      from: null,
      refusal: null,
    });
    await beginAttempt(project(crew), actor, person, later(25));
    expect(await statusOf(db, person)).toBe('QUALIFYING');
    // The golds of the first round are spent.
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 0 });
    await answer(db, crew, person, { right: 0, wrong: 10, from: 10 });
    await applyLifeCycle(crew.projectId);
    expect(await retryAnswer(db.pool, crew.projectId, person, later(99))).toMatchObject({ attemptsLeft: 1 });
    await beginAttempt(project(crew), actor, person, later(99));
    await answer(db, crew, person, { right: 0, wrong: 10, from: 20 });
    await applyLifeCycle(crew.projectId);
    expect(await retryAnswer(db.pool, crew.projectId, person, later(99))).toMatchObject({
      attemptsLeft: 0,
      refusal: expect.stringContaining('used every attempt'),
    });
    await overrideStatus(project(crew), lead(crew), {
      annotatorId: person,
      to: 'QUALIFYING',
      reason: 'Once more.',
    });
    await answer(db, crew, person, { right: 10, wrong: 0, from: 30 });
    await applyLifeCycle(crew.projectId);
    expect(await statusOf(db, person)).toBe('PROBATION');
  });
});

describe('an appeal', () => {
  it('is written once, read by leads with what it is against, answered once, and seen by both', async () => {
    const crew = await goldCrew(db, { annotators: 1, golds: 30 });
    const [person] = crew.annotatorIds as [number];
    const own = { kind: 'person', id: null } as const;
    await setRules(crew, { goldPause: { mode: 'automatic' } });
    await expect(
      writeAppeal(project(crew), own, { annotatorId: person, body: 'Why?' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await answer(db, crew, person, { right: 0, wrong: 20 });
    await applyLifeCycle(crew.projectId);
    const standing = await ownStanding(crew.projectId, person);
    expect(standing).toMatchObject({ status: 'PAUSED', decidedBy: 'rule', mayAppeal: true, appeals: [] });
    expect(JSON.stringify(standing)).not.toMatch(/0 of 20|gold[^s]/i);
    await writeAppeal(project(crew), own, {
      annotatorId: person,
      body: 'The golds are about a topic I never saw.',
    });
    await expect(writeAppeal(project(crew), own, { annotatorId: person, body: 'Hello?' })).rejects.toThrow(
      'written already',
    );
    const [appeal] = await appealList(crew.projectId);
    expect(appeal).toMatchObject({
      state: 'OPEN',
      annotatorId: person,
      against: { cause: 'rule', sentence: expect.stringContaining('0 of 20 golds') },
    });
    const race = await Promise.allSettled([
      answerAppeal(project(crew), lead(crew), {
        appealId: appeal!.id,
        to: 'ACTIVE',
        answer: 'You are right.',
      }),
      answerAppeal(project(crew), lead(crew), { appealId: appeal!.id, to: null, answer: 'No.' }),
    ]);
    expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    const after = await ownStanding(crew.projectId, person);
    const granted = race[0]!.status === 'fulfilled';
    expect(after.appeals).toMatchObject([
      { state: granted ? 'GRANTED' : 'DECLINED', answer: granted ? 'You are right.' : 'No.' },
    ]);
    expect(after.status).toBe(granted ? 'ACTIVE' : 'PAUSED');
    expect(
      (
        await db.pool.query(`SELECT 1 FROM audit_event WHERE project_id = $1 AND action LIKE 'appeal.%'`, [
          crew.projectId,
        ])
      ).rowCount,
    ).toBe(2);
    // The same golds pause nobody again after a lead has granted it.
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 0 });
  });
});

describe('notes and feedback', () => {
  it('reach the annotator they are for', async () => {
    const crew = await goldCrew(db, { annotators: 2, golds: 1 });
    const [one, two] = crew.annotatorIds as [number, number];
    await sendMessage(project(crew), lead(crew), { annotatorId: one, body: 'Good work on tables.' });
    expect(await messagesTo(one)).toMatchObject([
      { body: 'Good work on tables.', from: 'Admin', read: false },
    ]);
    expect(await messagesTo(two)).toEqual([]);
    await markMessagesRead(one);
    expect(await messagesTo(one)).toMatchObject([{ read: true }]);
    const other = await goldCrew(db, { annotators: 1, golds: 1 });
    await expect(
      sendMessage(project(other), lead(other), { annotatorId: one, body: 'Hello.' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tell blocks only, as a range, and no block before ten more labels', async () => {
    const crew = await goldCrew(db, { annotators: 1, golds: 80 });
    const [person] = crew.annotatorIds as [number];
    await answer(db, crew, person, { right: 15, wrong: 5 });
    expect(await ownFeedback(person, 20)).toBeNull();
    await answer(db, crew, person, { right: 9, wrong: 0, from: 20 });
    expect(await ownFeedback(person, 20)).toBeNull();
    await answer(db, crew, person, { right: 1, wrong: 0, from: 29 });
    const block = await ownFeedback(person, 20);
    expect(block).toEqual({ of: 20, matched: [10, 18], topics: [] });
    // What is answered next, right or wrong, shows only with the next block.
    await answer(db, crew, person, { right: 0, wrong: 5, from: 30 });
    expect(await ownFeedback(person, 20)).toEqual(block);
  });
});
