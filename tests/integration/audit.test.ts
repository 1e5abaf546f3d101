import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditFilter, auditChoices, auditLog } from '#lib/access/audit-log';
import { exportAudit } from '#lib/access/export-audit';
import { verifyAudit } from '#lib/access/verify-audit';
import { recordAudit } from '#lib/audit';
import { closeDatabase, transaction } from '#lib/db';
import { type Crew, makeCrew } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
let crew: Crew;
const ENTRIES = 2500;

beforeAll(async () => {
  db = await testDatabase();
  crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
  const other = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
  await transaction(async (tx) => {
    for (let n = 0; n < ENTRIES; n++) {
      const system = n % 5 === 0;
      await recordAudit(tx, {
        projectId: n % 50 === 49 ? other.projectId : crew.projectId,
        actor: system ? { kind: 'system', id: null } : { kind: 'person', id: crew.userId },
        action: n % 2 ? 'training.request' : n % 3 ? 'policy.change' : 'training.cancel',
        subject: `training-run:${n}`,
        data: { n, text: 'a "quoted", =formula\nline' },
      });
    }
  });
});
afterAll(closeDatabase);

/** All pages of a filter, by the key of the last entry seen. */
async function pages(filter: AuditFilter, size: number): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (;;) {
    const page = await auditLog(crew.projectId, filter, size, all.at(-1)?.id);
    all.push(...page);
    if (page.length < size) return all;
  }
}
const text = async (filter: AuditFilter, format: 'jsonl' | 'csv') =>
  new Response(exportAudit(crew.projectId, filter, format)).text();

describe('the audit log', () => {
  it('is read by pages without gap or repetition, and shows nothing of another project', async () => {
    const all = await pages({}, 333);
    const ids = all.map((entry) => entry.id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    const { rows } = await db.pool.query('SELECT count(*)::int AS n FROM audit_event WHERE project_id = $1', [
      crew.projectId,
    ]);
    expect(all).toHaveLength(rows[0].n);
    expect(all.find((entry) => entry.action.startsWith('training'))).toMatchObject({
      actor: 'Admin',
      actorKind: 'person',
    });
  });

  it('filters by who, what, when and subject, together', async () => {
    const all = await pages({}, 1000);
    const expectSame = async (filter: AuditFilter, keep: (entry: AuditEntry) => boolean) =>
      expect((await pages(filter, 1000)).map((e) => e.id)).toEqual(all.filter(keep).map((e) => e.id));
    await expectSame({ who: crew.userId }, (e) => e.actor === 'Admin');
    await expectSame({ who: 'system' }, (e) => e.actorKind === 'system');
    await expectSame({ what: 'training' }, (e) => e.action.startsWith('training.'));
    await expectSame(
      { what: 'training.cancel', who: 'system' },
      (e) => e.action === 'training.cancel' && e.actorKind === 'system',
    );
    await expectSame({ subject: 'training-run:12' }, (e) => e.subject.startsWith('training-run:12'));
    const today = new Date().toISOString().slice(0, 10);
    const near = [-1, 0, 1].map((days) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    );
    await expectSame({ from: near[0], until: near[2] }, () => true);
    await expectSame({ until: '2001-01-01' }, () => false);
    await expectSame({ from: 'not a day' }, () => true);
    expect(today).toBe(near[1]);
    const { actions, people } = await auditChoices(crew.projectId);
    expect(actions).toEqual([...new Set(all.map((e) => e.action))].sort());
    expect(people).toContainEqual({ id: crew.userId, name: 'Admin' });
  });

  it('is exported whole: JSON Lines that parse, CSV with one header', async () => {
    const all = await pages({}, 1000);
    const lines = (await text({}, 'jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry);
    expect(lines.map((e) => e.id)).toEqual(all.map((e) => e.id));
    const csv = await text({ what: 'policy.change' }, 'csv');
    expect(csv.match(/^id,at,/gm)).toHaveLength(1);
    expect(csv.split('\r\n').filter(Boolean)).toHaveLength(
      all.filter((e) => e.action === 'policy.change').length + 1,
    );
  });

  it('is verified whole, with the last hash to keep elsewhere', async () => {
    const verdict = await verifyAudit();
    const { rows } = await db.pool.query('SELECT hash FROM audit_event ORDER BY id DESC LIMIT 1');
    expect(verdict).toMatchObject({ brokenAt: null, lastHash: rows[0].hash });
    expect(verdict.entries).toBeGreaterThanOrEqual(ENTRIES);
  });
});
