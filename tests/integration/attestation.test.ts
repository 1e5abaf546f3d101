import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateAnswer, gateAnswer, gateAnswerBody } from '#lib/attestation/gate-answer';
import { publicKeys, rotateKeys, signingKeys } from '#lib/attestation/signing-keys';
import { verifyAttestation } from '#lib/attestation/verify-attestation';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { env, environmentWith, provideSettings } from '#lib/env';
import { requestTraining } from '#lib/training/request-training';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew, labelAll } from './setup/judged-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const asked = (crew: { projectId: string; slug: string }, question = {}) =>
  gateAnswer({ id: crew.projectId, slug: crew.slug, simulated: false }, question);

function concord(args: string[], settings: Record<string, string> = {}) {
  const { DATABASE_URL, AUTH_SECRET } = env();
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'jobs/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: environmentWith({ DATABASE_URL, AUTH_SECRET, LOG_LEVEL: 'silent', ...settings }),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** What a pipeline elsewhere does, knowing nothing of Concord: a stock library, the public keys, the token. */
const STOCK = `
  import { createLocalJWKSet, jwtVerify } from 'jose';
  const { keys, token } = JSON.parse(process.argv[1]);
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), { algorithms: ['EdDSA'] });
  console.log(JSON.stringify({ payload, protectedHeader }));`;

const stock = (keys: object, token: string) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', STOCK, JSON.stringify({ keys, token })], {
    encoding: 'utf8',
  });

describe('the gate’s answer', () => {
  it('is signed, names exactly what was judged, and follows the documented schema', async () => {
    const crew = await judgedCrew(db, { open: true });
    const answer = await asked(crew);
    expect(gateAnswerBody.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ passed: true, verdict: 'PASS', behind: 0, reasons: [], policyVersion: 2 });
    const { rows } = await db.pool.query('SELECT hash, last_sequence FROM snapshot WHERE batch_id = $1', [
      crew.batchId,
    ]);
    expect(rows.map((r) => r.hash)).toContain(answer.snapshot);
    const { ok, claims } = await verifyAttestation(answer.attestation, await publicKeys());
    expect(ok).toBe(true);
    expect(claims).toMatchObject({ project: crew.slug, snapshot: answer.snapshot, verdict: 'PASS' });
  });

  it('says what blocks and what it would take, and a blocked answer verifies but does not hold', async () => {
    const crew = await judgedCrew(db, { open: false });
    const answer = await asked(crew);
    expect(answer.passed).toBe(false);
    expect(answer.reasons.length).toBeGreaterThan(2);
    expect(answer.wouldTake.length).toBeGreaterThan(0);
    const verdict = await verifyAttestation(answer.attestation, await publicKeys());
    expect(verdict).toMatchObject({ ok: false, claims: { passed: false } });
  });

  it('never passes while a label is not measured', async () => {
    const crew = await judgedCrew(db, { open: true });
    await db.pool.query('UPDATE comparison SET places = places + 1 WHERE batch_id = $1', [crew.batchId]);
    const third = await db.pool.query<{ id: number }>(
      `INSERT INTO annotator (project_id, external_id, name) VALUES ($1, 'late', 'Late') RETURNING id`,
      [crew.projectId],
    );
    await labelAll(crew, [third.rows[0]!.id]);
    expect(await asked(crew)).toMatchObject({ passed: false, verdict: 'NOT_ENOUGH_EVIDENCE', behind: 30 });
  });

  it('can be had for a recorded decision, and refuses what does not exist', async () => {
    const crew = await judgedCrew(db, { open: true });
    const actor = { kind: 'person', id: crew.userId } as const;
    await requestTraining({ id: crew.projectId }, actor, {
      batchId: crew.batchId,
      options: { epochs: 2, seed: 1 },
    });
    const answer = await asked(crew, { decision: 1 });
    expect(answer).toMatchObject({ decision: 1, passed: true, waiver: null });
    await expect(asked(crew, { decision: 99 })).rejects.toThrow('no decision 99');
    await expect(asked(crew, { batch: 99 })).rejects.toThrow('no batch 99');
  });
});

describe('an attestation', () => {
  it('verifies with a stock library in another process, and with Python where it has one', async () => {
    const crew = await judgedCrew(db, { open: true });
    const { attestation, snapshot } = await asked(crew);
    const keys = await publicKeys();
    const node = stock(keys, attestation);
    expect(node.stderr).toBe('');
    expect(JSON.parse(node.stdout)).toMatchObject({
      payload: { snapshot, passed: true },
      protectedHeader: { alg: 'EdDSA', kid: keys.keys[0]!.kid },
    });
    const forged = attestation.replace(/\.[^.]+\./, (part) => `.${tampered(part.slice(1, -1))}.`);
    expect(stock(keys, forged).status).not.toBe(0);
    const python = spawnSync(
      'python3',
      [
        '-c',
        'import jwt,sys,json; a=json.loads(sys.argv[1]); k=jwt.PyJWKSet.from_dict(a["keys"]); h=jwt.get_unverified_header(a["token"]); print(jwt.decode(a["token"], k[h["kid"]].key, algorithms=["EdDSA"])["snapshot"])',
        JSON.stringify({ keys, token: attestation }),
      ],
      { encoding: 'utf8' },
    );
    // PyJWT is not part of the project; where it is installed it must agree.
    if (python.status === 0) expect(python.stdout.trim()).toBe(snapshot);
    else expect(python.stderr ?? 'no python').toMatch(/ModuleNotFound|no python|cryptography|^$/);
  });

  it('is refused for another snapshot, batch, project or issuer, when it is old, and when the clock was set back', async () => {
    const crew = await judgedCrew(db, { open: true });
    const other = await judgedCrew(db, { open: true });
    const { attestation, snapshot } = await asked(crew);
    const keys = await publicKeys();
    const reason = async (wanted: object, now?: Date) =>
      (await verifyAttestation(attestation, keys, wanted, now)).reason;
    expect(await reason({ snapshot, batch: 1, project: crew.slug })).toBeNull();
    expect(await reason({ snapshot: (await asked(other)).snapshot.replace(/^./, '0') })).toContain(
      'snapshot',
    );
    expect(await reason({ project: other.slug })).toContain('project');
    expect(await reason({ batch: 2 })).toContain('batch');
    expect(await reason({ issuer: 'https://elsewhere.example' })).toContain('iss');
    expect(await reason({}, new Date(Date.now() + 3_700_000))).toContain('expired');
    expect(await reason({}, new Date(Date.now() - 86_400_000))).toContain('future');
  });

  it('stays verifiable across a rotation, and its key is forgotten when nothing signed by it can be valid', async () => {
    const crew = await judgedCrew(db, { open: true });
    const before = await asked(crew);
    const id = await rotateKeys(SYSTEM_ACTOR);
    const after = await asked(crew);
    const keys = await publicKeys();
    expect(keys.keys[0]!.kid).toBe(id);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    for (const { attestation } of [before, after])
      expect((await verifyAttestation(attestation, keys)).ok).toBe(true);
    await db.pool.query(
      `UPDATE signing_key SET retired_at = now() - interval '3 hours' WHERE retired_at IS NOT NULL`,
    );
    expect((await publicKeys()).keys.map((key) => key.kid)).toEqual([id]);
    expect((await signingKeys()).length).toBeGreaterThan(1);
    const { rows } = await db.pool.query(
      `SELECT 1 FROM audit_event WHERE action = 'signing-key.rotate' AND subject = $1`,
      [`signing-key:${id}`],
    );
    expect(rows).toHaveLength(1);
  });

  it('has one key however many ask first, kept sealed', async () => {
    await db.pool.query('DELETE FROM signing_key');
    const crew = await judgedCrew(db, { open: true });
    await Promise.all(Array.from({ length: 8 }, () => asked(crew)));
    const { rows } = await db.pool.query('SELECT sealed_key FROM signing_key');
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0].sealed_key, 'base64url').toString('latin1')).not.toContain('"d"');
    const { AUTH_SECRET } = env();
    provideSettings({ AUTH_SECRET: 'another secret that opens nothing at all' });
    await expect(asked(crew)).rejects.toThrow('sealed with another secret');
    provideSettings({ AUTH_SECRET });
  });
});

describe('concord gate', () => {
  it('stops a shell pipeline with a readable table, and lets it go on when the gate passes', async () => {
    const blocked = await judgedCrew(db, { open: false });
    const open = await judgedCrew(db, { open: true });
    const no = concord(['gate', '--project', blocked.slug]);
    expect(no.code).toBe(1);
    expect(no.out).toMatch(/^BLOCKED/);
    expect(no.out).toMatch(/FAIL\s+Number of comparisons\s+30\s+exact\s+≥ 500/);
    expect(no.out).toContain('What it would take:');
    const yes = concord(['gate', '--project', open.slug, '--json']);
    expect(yes.code).toBe(0);
    const answer = JSON.parse(yes.out) as GateAnswer;
    expect(stock(await publicKeys(), answer.attestation).status).toBe(0);
    expect(concord(['gate', '--project', 'nowhere']).code).toBe(2);
    expect(concord(['gate']).code).toBe(2);
    expect(
      concord(['gate', '--project', open.slug], { DATABASE_URL: 'postgresql://x:y@127.0.0.1:1/z' }).code,
    ).toBe(2);
  });

  it('asks a server over HTTP, and takes no other page for a pass', async () => {
    const crew = await judgedCrew(db, { open: true });
    const answer = await asked(crew);
    const replies: [number, string][] = [
      [200, JSON.stringify(answer)],
      [409, JSON.stringify({ ...answer, passed: false, verdict: 'FAIL' })],
      [200, JSON.stringify({ ...answer, passed: false, verdict: 'FAIL' })],
      [200, '<html>Welcome to the proxy</html>'],
      [403, JSON.stringify({ error: { code: 'forbidden', message: 'This API key may not.' } })],
    ];
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      const [status, body] = replies[Math.min(seen.length, replies.length) - 1]!;
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async () => {
      const { spawn } = await import('node:child_process');
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', 'jobs/cli/main.ts', 'gate', '--url', url, '--project', crew.slug],
        {
          env: environmentWith({ CONCORD_API_KEY: 'concord_test', LOG_LEVEL: 'silent' }),
        },
      );
      let err = '';
      child.stderr.on('data', (part) => {
        err += part;
      });
      const code = await new Promise<number>((done) => child.on('exit', (exit) => done(exit!)));
      return { code, err };
    };
    try {
      expect((await ask()).code).toBe(0);
      expect((await ask()).code).toBe(1);
      expect((await ask()).code).toBe(2);
      expect((await ask()).code).toBe(2);
      expect(await ask()).toMatchObject({ code: 2, err: expect.stringContaining('may not') });
      expect(seen[0]).toBe(`/api/v1/projects/${crew.slug}/gate Bearer concord_test`);
    } finally {
      server.close();
    }
  });
});

/** The same claims with one letter changed. */
function tampered(part: string): string {
  const claims = JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  return Buffer.from(JSON.stringify({ ...claims, snapshot: 'another' })).toString('base64url');
}
