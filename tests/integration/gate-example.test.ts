import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateAnswer, gateAnswer } from '#lib/attestation/gate-answer';
import { publicKeys } from '#lib/attestation/signing-keys';
import { closeDatabase } from '#lib/db';
import { environmentWith } from '#lib/env';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew } from './setup/judged-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

/** The script of docs/examples against a server that answers so. */
async function train(answer: GateAnswer, project: string, batch = '1') {
  const keys = await publicKeys();
  const server = createServer((request, response) => {
    const isKeys = request.url === '/.well-known/jwks.json';
    response
      .writeHead(isKeys || answer.passed ? 200 : 409, { 'content-type': 'application/json' })
      .end(JSON.stringify(isKeys ? keys : answer));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const CONCORD_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const command = ['sh', '-c', 'echo trained on $CONCORD_SNAPSHOT'];
    const { stdout } = await promisify(execFile)(
      'docs/examples/refuse-to-train.sh',
      [project, batch, ...command],
      {
        env: environmentWith({ CONCORD_URL, CONCORD_API_KEY: 'concord_test' }),
      },
    );
    return { code: 0, out: stdout, err: '' };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  } finally {
    server.close();
  }
}

describe('docs/examples/refuse-to-train.sh', () => {
  it('trains on the judged snapshot when the gate passes, and says why when it does not', async () => {
    const [open, shut] = [await judgedCrew(db, { open: true }), await judgedCrew(db, { open: false })];
    const ask = (crew: typeof open) =>
      gateAnswer({ id: crew.projectId, slug: crew.slug, simulated: false }, {});
    const passed = await ask(open);
    expect(await train(passed, open.slug)).toMatchObject({ code: 0, out: `trained on ${passed.snapshot}\n` });
    const blocked = await ask(shut);
    const refused = await train(blocked, shut.slug);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(blocked.reasons[0]);
  });

  it('does not train on an answer that was changed on the way, or is about something else', async () => {
    const [open, shut] = [await judgedCrew(db, { open: true }), await judgedCrew(db, { open: false })];
    const ask = (crew: typeof open) =>
      gateAnswer({ id: crew.projectId, slug: crew.slug, simulated: false }, {});
    const [passed, blocked] = [await ask(open), await ask(shut)];
    const claims = blocked.attestation.split('.')[1]!;
    const lie = Buffer.from(claims, 'base64url').toString().replace('"passed":false', '"passed":true');
    const forged = blocked.attestation.replace(claims, Buffer.from(lie).toString('base64url'));
    expect(await train({ ...blocked, passed: true, attestation: forged }, shut.slug)).toMatchObject({
      code: 2,
      out: '',
    });
    // Only the signed part counts: a body that says passed around a signed "no" is a no.
    expect((await train({ ...blocked, passed: true }, shut.slug)).code).toBe(1);
    expect((await train(passed, shut.slug)).code).toBe(2);
    expect((await train(passed, open.slug, '2')).code).toBe(2);
  });
});
