import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAlertMail } from '#lib/alerts/alert-mail';
import { alerts, chooseMailedKinds, mailedKinds, openAlerts, resolveAlert } from '#lib/alerts/alerts';
import { reviewBatchAlerts } from '#lib/alerts/batch-alerts';
import type { BatchFactsForAlerts } from '#lib/alerts/batch-causes';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase, transaction } from '#lib/db';
import { provideSettings } from '#lib/env';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew, labelAll, OPEN_POLICY } from './setup/judged-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const none = { value: null, count: 0, of: 0, ci95: null };
const facts = (crew: Crew, drifting: boolean): BatchFactsForAlerts => ({
  batch: { number: 1, name: 'First' },
  labels: 10,
  waiting: 1,
  goldThreshold: null,
  annotators: [
    {
      annotatorId: crew.annotatorIds[0]!,
      name: 'Annotator 1',
      status: 'ACTIVE',
      drift: { state: drifting ? 'drifting' : 'stable', startAt: null, labelsSince: 3 },
      gold: none,
      speed: { flagged: false, tooFast: none },
    },
  ],
});
const review = (crew: Crew, drifting: boolean) =>
  transaction((tx) =>
    reviewBatchAlerts(tx, { projectId: crew.projectId, batchId: crew.batchId }, facts(crew, drifting)),
  );
const crewOf = () => makeCrew(db, { annotators: 1, comparisons: 4, overlap: 1 });
const all = (crew: Crew) => alerts(crew.projectId, {}, 50);

describe('an alert', () => {
  it('is raised once per cause, resolves by itself when the cause is gone, and can come again', async () => {
    const crew = await crewOf();
    await Promise.all([review(crew, true), review(crew, true), review(crew, true)]);
    expect(await all(crew)).toHaveLength(1);
    expect(await openAlerts(crew.projectId)).toBe(1);
    await review(crew, false);
    expect(await all(crew)).toMatchObject([
      { resolvedBy: null, note: expect.stringContaining('by itself'), causeLasts: false },
    ]);
    expect(await openAlerts(crew.projectId)).toBe(0);
    await review(crew, true);
    expect(await openAlerts(crew.projectId)).toBe(1);
    expect(await all(crew)).toHaveLength(2);
  });

  it('that a person resolved stays silent while its cause lasts, with who and why, in the audit log too', async () => {
    const crew = await crewOf();
    await review(crew, true);
    const [alert] = await all(crew);
    const admin = { kind: 'person', id: crew.userId } as const;
    await resolveAlert({ id: crew.projectId }, admin, { id: alert!.id, note: 'Spoke to them.' });
    await expect(
      resolveAlert({ id: crew.projectId }, admin, { id: alert!.id, note: 'Again.' }),
    ).rejects.toThrow('resolved already');
    await review(crew, true);
    expect(await all(crew)).toMatchObject([
      { note: 'Spoke to them.', resolvedBy: 'Admin', causeLasts: true },
    ]);
    await review(crew, false);
    await review(crew, true);
    expect(await openAlerts(crew.projectId)).toBe(1);
    const { rows } = await db.pool.query(
      `SELECT data FROM audit_event WHERE action = 'alert.resolve' AND project_id = $1`,
      [crew.projectId],
    );
    expect(rows).toMatchObject([{ data: { note: 'Spoke to them.' } }]);
  });

  it('is not one of another project', async () => {
    const [crew, other] = [await crewOf(), await crewOf()];
    await review(crew, true);
    const [alert] = await all(crew);
    await expect(
      resolveAlert({ id: other.projectId }, SYSTEM_ACTOR, { id: alert!.id, note: 'x' }),
    ).rejects.toThrow('no such alert');
  });

  it('comes with the report that shows its cause, and with the policy that opens or closes the gate', async () => {
    const crew = await judgedCrew(db, { open: false });
    const open = () => alerts(crew.projectId, { state: 'open' }, 10);
    expect((await open()).map((alert) => alert.kind)).toEqual(['ready']);
    const change = (checks: object, after: number) =>
      changePolicy({ id: crew.projectId }, SYSTEM_ACTOR, { checks, note: 'A test.', after });
    await change(OPEN_POLICY, 1);
    expect((await open()).map((alert) => alert.title)).toEqual(['First may train now', 'First is complete']);
    await change({ comparisons: 1000 }, 2);
    expect((await open()).map((alert) => alert.title)).toEqual([
      'First may not train any more',
      'First is complete',
    ]);
    await db.pool.query('UPDATE comparison SET places = places + 1 WHERE id = $1', [crew.comparisonIds[0]]);
    const added = await db.pool.query<{ id: number }>(
      `INSERT INTO annotator (project_id, external_id, name) VALUES ($1, 'third', 'Third') RETURNING id`,
      [crew.projectId],
    );
    await labelAll(crew, [added.rows[0]!.id]);
    await db.pool.query('UPDATE comparison SET places = places + 1 WHERE id = $1', [crew.comparisonIds[1]]);
    await measureQuality(crew.batchId);
    expect((await open()).map((alert) => alert.kind)).toEqual(['gate']);
  });
});

describe('alerts by e-mail', () => {
  it('go to leads and admins who want that kind, once, and nowhere without a mail server', async () => {
    const crew = await crewOf();
    await review(crew, true);
    const queued = async () =>
      (
        await db.pool.query(
          'SELECT alert_id, user_id FROM alert_mail m JOIN alert a ON a.id = m.alert_id WHERE a.project_id = $1',
          [crew.projectId],
        )
      ).rows;
    expect(await queued()).toEqual([]);
    await review(crew, false);

    const mails: string[] = [];
    const server = smtpServer(mails);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    provideSettings({ SMTP_URL: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` });
    try {
      expect(await mailedKinds(crew.projectId, crew.userId)).toContain('drift');
      await review(crew, true);
      const [mail] = await queued();
      expect(mail).toMatchObject({ user_id: crew.userId });
      await sendAlertMail(mail.alert_id, mail.user_id);
      await sendAlertMail(mail.alert_id, mail.user_id);
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatch(/Subject: \[crew-.*\] Annotator 1 labels otherwise than before/);
      expect(mails[0]!.replace(/=\r\n/g, '')).toContain(`/annotators/${crew.annotatorIds[0]}?batch`);

      await chooseMailedKinds(crew.projectId, crew.userId, ['gate']);
      await review(crew, false);
      await review(crew, true);
      expect(await queued()).toHaveLength(1);

      server.close();
      provideSettings({ SMTP_URL: 'smtp://127.0.0.1:1' });
      await chooseMailedKinds(crew.projectId, crew.userId, ['drift']);
      await review(crew, false);
      await review(crew, true);
      const away = (await queued()).find((each) => each.alert_id !== mail.alert_id);
      await expect(sendAlertMail(away.alert_id, away.user_id)).rejects.toThrow();
      const { rows } = await db.pool.query('SELECT sent_at, error FROM alert_mail WHERE alert_id = $1', [
        away.alert_id,
      ]);
      expect(rows[0]).toMatchObject({ sent_at: null, error: expect.stringContaining('ECONNREFUSED') });
    } finally {
      server.close();
      provideSettings({ SMTP_URL: undefined });
    }
  });
});

/** Just enough of RFC 5321 to take one message after another. */
function smtpServer(mails: string[]) {
  return createServer((socket) => {
    let message: string | null = null;
    socket.write('220 test\r\n');
    let pending = '';
    socket.on('data', (part) => {
      pending += part.toString();
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (message !== null) {
          if (line === '.') {
            mails.push(message);
            message = null;
            socket.write('250 taken\r\n');
          } else message += `${line}\r\n`;
        } else if (line === 'DATA') {
          message = '';
          socket.write('354 go on\r\n');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => {});
  });
}
