import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rotateKeys } from '#lib/attestation/signing-keys';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { environmentWith, provideSettings } from '#lib/env';
import { requestTraining } from '#lib/training/request-training';
import { type ClaimedRun, trainRun } from '#lib/training/train-run';
import { trainingPackage } from '#lib/training/training-package';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew } from './setup/judged-crew';
import { keyServer } from './setup/key-server';

const PROGRAMS = path.resolve('jobs/engines/ray');
const python = (() => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

let db: TestDatabase;
let keys: Awaited<ReturnType<typeof keyServer>>;
let files: Record<string, Buffer>;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
  keys = await keyServer();
  provideSettings({ RAY_ADDRESS: 'http://127.0.0.1:9', RAY_JWKS_URL: keys.url });
  const crew = await judgedCrew(db, { open: true });
  const run = await requestTraining(
    { id: crew.projectId },
    { kind: 'person', id: crew.userId },
    {
      batchId: crew.batchId,
      options: { seed: 1, engine: 'ray' },
    },
  );
  const programs = Object.fromEntries(
    fs
      .readdirSync(PROGRAMS)
      .filter((name) => name.endsWith('.py'))
      .map((name) => [name, fs.readFileSync(path.join(PROGRAMS, name))]),
  );
  await trainRun(run.id, async (claimed: ClaimedRun) => {
    files = await trainingPackage(claimed, programs);
  });
});
afterAll(async () => {
  keys.close();
  await closeDatabase();
});

/** Runs the job's program on the package as it is or changed, as a cluster would. */
async function job(change: (copy: Record<string, Buffer>) => void = () => {}, jwks = '') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
  const copy = { ...files };
  change(copy);
  for (const [name, bytes] of Object.entries(copy)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), bytes);
  }
  try {
    const env = environmentWith({ CONCORD_OUTPUT: folder, CONCORD_JWKS_URL: jwks });
    const { stdout } = await promisify(execFile)('python3', ['train_rm.py', '--dry-run'], {
      cwd: folder,
      env,
    });
    return { code: 0, words: wordsOf(stdout) };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, words: wordsOf(stdout) };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Runs some lines of Python beside the job's programs. @returns the lines that they print. */
async function inPython(lines: string): Promise<string[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'python-'));
  try {
    const env = environmentWith({ PYTHONPATH: PROGRAMS, PYTHONDONTWRITEBYTECODE: '1' });
    const program = lines.replaceAll('\n      ', '\n');
    const { stdout } = await promisify(execFile)('python3', ['-c', program], { cwd: folder, env });
    return stdout.trim().split('\n');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const wordsOf = (out: string) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('CONCORD '))
    .map((line) => JSON.parse(line.slice(8)));
const refused = async (reason: string, ...args: Parameters<typeof job>) => {
  const { code, words } = await job(...args);
  expect(code, reason).toBe(3);
  expect(words, reason).toHaveLength(1);
  expect(words[0], reason).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
};

describe.skipIf(!python)('the program of a job (skipped where there is no python3)', () => {
  it('verifies its package, trains, and says what it kept and where the model is', async () => {
    const { code, words } = await job();
    expect(code).toBe(0);
    expect(words.map(({ kind }) => kind)).toEqual([
      'verified',
      'data',
      ...['progress', 'progress', 'progress', 'progress'],
      'result',
      'artefact',
    ]);
    expect(words[1]).toMatchObject({ kept: 30, droppedTooLong: 0 });
    expect(words.at(-1)).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('refuses data, labels or programs that were changed on the way, and files that nobody sent', async () => {
    await refused('train.jsonl is not the file that was sent', (copy) => {
      copy['data/train.jsonl'] = Buffer.concat([
        copy['data/train.jsonl']!,
        Buffer.from('{"chosen":"x","rejected":"y"}\n'),
      ]);
    });
    await refused('the gate judged', (copy) => {
      copy['labels.txt'] = Buffer.from(copy['labels.txt']!.toString().replace(' A ', ' B '));
    });
    await refused('tiny_fit.py is not the file that was sent', (copy) => {
      copy['tiny_fit.py'] = Buffer.concat([copy['tiny_fit.py']!, Buffer.from('# more\n')]);
    });
    await refused('data/more.jsonl is not in the manifest', (copy) => {
      copy['data/more.jsonl'] = Buffer.from('{}\n');
    });
  });

  it('refuses an attestation or a manifest that was changed, or is signed by somebody else, or by no key that is told', async () => {
    const lie = (token: Buffer, from: string, to: string) => {
      const [head, claims, signature] = token.toString().split('.');
      const changed = Buffer.from(claims!, 'base64url').toString().replace(from, to);
      return Buffer.from(`${head}.${Buffer.from(changed).toString('base64url')}.${signature}`);
    };
    await refused('the signature of the attestation does not hold', (copy) => {
      copy['attestation.jwt'] = lie(copy['attestation.jwt']!, '"policyVersion":2', '"policyVersion":9');
    });
    await refused('the signature of the manifest does not hold', (copy) => {
      copy['manifest.jwt'] = lie(copy['manifest.jwt']!, '"run":"', '"run":"0');
    });
    await refused('by the method none', (copy) => {
      const [, claims] = copy['attestation.jwt']!.toString().split('.');
      const head = Buffer.from('{"alg":"none"}').toString('base64url');
      copy['attestation.jwt'] = Buffer.from(`${head}.${claims}.`);
    });
    await refused('could not verify its data', () => {}, 'http://127.0.0.1:9/none');
    await refused('is about another project or decision', (copy) => {
      copy['job.json'] = Buffer.from(
        copy['job.json']!.toString().replace(/"decision": \d+/, '"decision": 99'),
      );
    });
  });

  it('leaves out the pairs of which one side is too long, and hashes the weights of all shards', async () => {
    const said = await inPython(`
      from pairs import that_fit
      turn = lambda words: [{"role": "assistant", "content": " ".join(["word"] * words)}]
      pair = lambda chosen, rejected: {"prompt": turn(2), "chosen": turn(chosen), "rejected": turn(rejected)}
      length = lambda turns: sum(len(each["content"].split()) for each in turns)
      print(len(that_fit([pair(3, 3), pair(3, 4), pair(4, 3)], length, 5)))
      from telling import weights_hash
      for name, bytes in {"a.safetensors": b"one", "b.safetensors": b"two", "training_args.bin": b"no"}.items():
          open(name, "wb").write(bytes)
      print(weights_hash("."))`);
    expect(said).toEqual(['1', createHash('sha256').update('onetwo').digest('hex')]);
  });

  it('refuses what a key signed that is not told any more', async () => {
    await rotateKeys(SYSTEM_ACTOR);
    expect((await job()).code).toBe(0);
    await db.pool.query(
      `UPDATE signing_key SET retired_at = now() - interval '1 day' WHERE retired_at IS NOT NULL`,
    );
    await refused('by a key that the installation does not know');
  });
});
