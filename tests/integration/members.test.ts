import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeMember, findPerson, type MemberActor } from '#lib/access/actor';
import { answerInvitation, invitationAnswer } from '#lib/access/answer-invitation';
import { findInvitation } from '#lib/access/invitation';
import {
  changeRole,
  giveAnnotatorPlace,
  inviteMember,
  members,
  openInvitations,
  removeMember,
  revokeInvitation,
  setAccountActive,
} from '#lib/access/members';
import { closeDatabase } from '#lib/db';
import { provideSettings } from '#lib/env';
import { nextComparisons } from '#lib/labels/next-comparisons';
import type { Role } from '#prisma/generated/enums';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  provideSettings({ PASSWORD_SIGN_IN: '1' });
  await makeQueues(db);
});
afterAll(closeDatabase);

async function project() {
  const crew = await makeCrew(db, { annotators: 0, comparisons: 3, overlap: 1 });
  const { rows } = await db.pool.query('SELECT slug FROM project WHERE id = $1', [crew.projectId]);
  const slug = rows[0].slug as string;
  const admin = await actorOf(crew.userId, slug);
  return { ...crew, slug, admin };
}

async function actorOf(userId: string, slug: string): Promise<MemberActor> {
  const { rows } = await db.pool.query('SELECT session_generation AS g FROM app_user WHERE id = $1', [
    userId,
  ]);
  const person = await findPerson(userId, rows[0].g);
  return authorizeMember(person!, slug, 'project:enter');
}

async function member(projectId: string, role: Role): Promise<string> {
  const { rows } = await db.pool.query('INSERT INTO app_user (email, name) VALUES ($1, $2) RETURNING id', [
    `${randomUUID()}@example.org`,
    `A ${role}`,
  ]);
  await db.pool.query('INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, $3)', [
    projectId,
    rows[0].id,
    role,
  ]);
  return rows[0].id;
}

const newcomer = (token: string, name = 'Nina', password = 'a few plain words') =>
  invitationAnswer.parse({ as: 'newcomer', token, name, password });

describe('members', () => {
  it('get another role at their next request, and annotators a place in the crew', async () => {
    const { projectId, slug, admin } = await project();
    const userId = await member(projectId, 'LEAD');
    await changeRole(admin, { userId, role: 'ANNOTATOR' });
    const now = await actorOf(userId, slug);
    expect(now.role).toBe('ANNOTATOR');
    expect(now.annotatorId).not.toBeNull();
    await expect(changeRole(admin, { userId, role: 'ANNOTATOR' })).rejects.toThrow('already');
  });

  it('never leave a project without an admin, even when two admins lower each other at once', async () => {
    const { projectId, slug, admin } = await project();
    const otherId = await member(projectId, 'ADMIN');
    const other = await actorOf(otherId, slug);
    const race = await Promise.allSettled([
      changeRole(admin, { userId: otherId, role: 'LEAD' }),
      changeRole(other, { userId: admin.userId, role: 'LEAD' }),
    ]);
    expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    const admins = (await members(projectId)).filter((m) => m.role === 'ADMIN');
    expect(admins).toHaveLength(1);
    await expect(changeRole(admin, { userId: admin.userId, role: 'LEAD' })).rejects.toThrow('your own');
  });

  it('lose their sessions and their leases when their account is switched off', async () => {
    const { projectId, slug, admin } = await project();
    const userId = await member(projectId, 'LEAD');
    await giveAnnotatorPlace(admin, userId);
    const annotator = (await actorOf(userId, slug)).annotatorId!;
    expect(await nextComparisons(annotator, 3)).toHaveLength(3);
    expect(await findPerson(userId, 0)).not.toBeNull();

    await setAccountActive(admin, { userId, active: false });
    expect(await findPerson(userId, 0)).toBeNull();
    expect(await findPerson(userId, 1)).toBeNull();
    const { rows } = await db.pool.query(
      'SELECT sum(places_taken)::int AS taken FROM comparison WHERE project_id = $1',
      [projectId],
    );
    expect(rows[0].taken).toBe(0);

    await setAccountActive(admin, { userId, active: true });
    expect(await findPerson(userId, 0), 'the old session stays ended').toBeNull();
    expect(await findPerson(userId, 2)).not.toBeNull();
  });

  it('who belong to another project too are removed, not switched off, by a project’s admin', async () => {
    const here = await project();
    const there = await project();
    const userId = await member(here.projectId, 'LEAD');
    await db.pool.query(`INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, 'LEAD')`, [
      there.projectId,
      userId,
    ]);
    await expect(setAccountActive(here.admin, { userId, active: false })).rejects.toThrow(
      'beyond this project',
    );
    await removeMember(here.admin, userId);
    await expect(actorOf(userId, here.slug)).rejects.toThrow('no such project');
    expect((await actorOf(userId, there.slug)).role).toBe('LEAD');
    await setAccountActive({ ...there.admin, siteAdmin: true }, { userId, active: false });
    expect(await findPerson(userId, 1)).toBeNull();
  });

  it('of other projects are out of reach', async () => {
    const here = await project();
    const there = await project();
    const stranger = await member(there.projectId, 'LEAD');
    for (const act of [
      () => changeRole(here.admin, { userId: stranger, role: 'ADMIN' }),
      () => setAccountActive(here.admin, { userId: stranger, active: false }),
      () => removeMember(here.admin, stranger),
    ])
      await expect(act()).rejects.toThrow('no such member');
    await expect(giveAnnotatorPlace(here.admin, stranger)).rejects.toThrow('not a member');
  });
});

describe('an invitation', () => {
  it('makes an account and a member, once', async () => {
    const { slug, admin, projectId } = await project();
    const email = `${randomUUID()}@example.org`;
    const token = await inviteMember(admin, { email, role: 'ANNOTATOR' });
    expect(await openInvitations(projectId)).toMatchObject([{ email, role: 'ANNOTATOR' }]);
    const race = await Promise.allSettled([
      answerInvitation(null, newcomer(token), randomUUID()),
      answerInvitation(null, newcomer(token), randomUUID()),
    ]);
    expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    const joined = (await members(projectId)).find((m) => m.email === email)!;
    expect(joined).toMatchObject({ role: 'ANNOTATOR', labels: true, active: true });
    expect((await actorOf(joined.userId, slug)).annotatorId).not.toBeNull();
    expect(await findInvitation(token)).toBeNull();
    expect(await openInvitations(projectId)).toEqual([]);
    await expect(inviteMember(admin, { email, role: 'LEAD' })).rejects.toThrow('member already');
  });

  it('does not take over an account that exists, nor join somebody with another address', async () => {
    const { admin, slug } = await project();
    const email = `${randomUUID()}@example.org`;
    await db.pool.query('INSERT INTO app_user (email, name) VALUES ($1, $2)', [email, 'Known']);
    const token = await inviteMember(admin, { email, role: 'ADMIN' });
    await expect(answerInvitation(null, newcomer(token), randomUUID())).rejects.toThrow('Sign in first');
    const elsewhere = await actorOf(admin.userId, slug);
    const asMember = invitationAnswer.parse({ as: 'member', token });
    await expect(answerInvitation(elsewhere, asMember, randomUUID())).rejects.toThrow('another address');
    await expect(answerInvitation(null, asMember, randomUUID())).rejects.toThrow('Sign in first');
  });

  it('ends when it is revoked', async () => {
    const { admin, projectId } = await project();
    const token = await inviteMember(admin, { email: `${randomUUID()}@example.org`, role: 'LEAD' });
    const [open] = await openInvitations(projectId);
    await revokeInvitation(admin, open!.id);
    await expect(answerInvitation(null, newcomer(token), randomUUID())).rejects.toThrow('revoked');
    await expect(revokeInvitation(admin, open!.id)).rejects.toThrow('no such invitation');
  });

  it('asks for a password of twelve characters, and counts tries from one network', async () => {
    expect(
      invitationAnswer.safeParse({
        as: 'newcomer',
        token: 'x'.repeat(32),
        name: 'N',
        password: 'elevenchars',
      }).success,
    ).toBe(false);
    const network = randomUUID();
    const guess = () => answerInvitation(null, newcomer(randomUUID()), network);
    for (let i = 0; i < 30; i++) await expect(guess()).rejects.toThrow('unknown, used');
    await expect(guess()).rejects.toThrow('Too many attempts');
  });
});
