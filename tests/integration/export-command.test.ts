import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { env, environmentWith } from '#lib/env';
import { exportArchive } from '#lib/transfer/export/export-archive';
import { exportOptions, openExport, writeExport } from '#lib/transfer/export/write-export';
import { importDatabase } from './import-project';
import { exportedProject } from './setup/exported-crew';
import { pythonPackages } from './setup/python-packages';

importDatabase();

const folder = mkdtempSync(path.join(tmpdir(), 'concord-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function concord(...args: string[]) {
  const { DATABASE_URL, AUTH_SECRET } = env();
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'jobs/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: environmentWith({ DATABASE_URL, AUTH_SECRET, LOG_LEVEL: 'silent' }),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** Waits until no connection is in use. */
async function untilIdle(): Promise<void> {
  while (pool().totalCount !== pool().idleCount) await pause(20);
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('concord export', () => {
  it('answers 0 with the files, 1 where the gate says no, and 2 for a folder that is not empty', async () => {
    const shut = await exportedProject({ open: false });
    const out = path.join(folder, 'shut');
    const no = concord('export', '--project', shut.slug, '--out', out);
    expect(no.code).toBe(1);
    expect(no.err).toContain('--unapproved');
    const draft = concord('export', '--project', shut.slug, '--out', out, '--unapproved', '--json');
    expect(draft.code).toBe(0);
    expect(JSON.parse(draft.out)).toMatchObject({ gate: 'not passed', counts: { labels: 720 } });
    expect(readdirSync(out).sort()).toEqual([
      'README.md',
      'attestation.jwt',
      'data',
      'jsonl',
      'judgements',
      'provenance.json',
    ]);
    expect(concord('export', '--project', shut.slug, '--out', out, '--unapproved').code).toBe(2);
    expect(concord('export', '--project', 'nobody', '--out', path.join(folder, 'x')).code).toBe(2);
  });

  it('loads with the datasets library as its card says: both kinds of files, both configurations', async ({
    skip,
  }) => {
    const packages = pythonPackages(['datasets']);
    if (!packages) return skip();
    const project = await exportedProject();
    const out = path.join(folder, 'open');
    expect(concord('export', '--project', project.slug, '--out', out).code).toBe(0);
    const script = `
import json, sys
from datasets import load_dataset
folder = sys.argv[1]
by_card = load_dataset(folder, 'default')
judgements = load_dataset(folder, 'judgements')
lines = load_dataset('json', data_files={s: f'{folder}/jsonl/{s}.jsonl' for s in ('train', 'validation', 'test')})
same = all(by_card[s][c] == lines[s][c] for s in lines for c in ('prompt', 'chosen', 'rejected', 'target_prob', 'weight'))
row = by_card['train'][0]
print(json.dumps({'rows': {s: len(by_card[s]) for s in by_card}, 'judgements': len(judgements['train']), 'same': same, 'prompt': row['prompt'], 'chosen': row['chosen'], 'gate': row['gate']}))
`;
    try {
      const loaded = JSON.parse(
        execFileSync(packages.python, ['-c', script, out], {
          encoding: 'utf8',
          env: environmentWith({ HF_HUB_OFFLINE: '1', HF_HOME: path.join(folder, 'hf') }),
        }),
      );
      expect(loaded).toMatchObject({ judgements: 720, same: true, gate: 'passed' });
      expect(Object.keys(loaded.rows).sort()).toEqual(['test', 'train', 'validation']);
      expect(loaded.prompt.map((m: { role: string }) => m.role)).toEqual(['system', 'user']);
      expect(loaded.chosen).toMatchObject([{ role: 'assistant' }]);
    } finally {
      packages.remove();
    }
  }, 400_000);

  it('ends between two rows when its reader goes away, whether it reads labels, writes or waits, and frees its connection', async () => {
    const project = await exportedProject();
    const options = exportOptions.parse({});
    const archive = await exportArchive(project, options, SYSTEM_ACTOR);
    const reader = archive.stream.getReader();
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
    await untilIdle();

    const scope = await openExport(project, options);
    const writing = (signal: AbortSignal, write: () => void) => {
      const sink = {
        begin: async () => {},
        write: async () => write(),
        end: async () => {},
        finish: async () => {},
      };
      return writeExport({ project, scope, options, actor: SYSTEM_ACTOR, sink, signal });
    };
    const never = () => expect.unreachable('nothing is written');
    await expect(writing(AbortSignal.abort(), never)).rejects.toThrow('aborted');
    await untilIdle();
    const gone = new AbortController();
    let writes = 0;
    const leave = () => {
      writes++;
      gone.abort();
    };
    await expect(writing(gone.signal, leave)).rejects.toThrow('aborted');
    // What was at hand is written out, and no other file begun.
    expect(writes).toBeLessThan(3);
    await untilIdle();
  });

  it('is a ZIP archive over HTTP that others read', async ({ skip }) => {
    if (!hasPython) return skip();
    const project = await exportedProject();
    const { name, stream } = await exportArchive(
      project,
      exportOptions.parse({ format: 'hh' }),
      SYSTEM_ACTOR,
    );
    expect(name).toBe('batch-1-hh');
    const file = path.join(folder, 'set.zip');
    writeFileSync(file, Buffer.from(await new Response(stream).arrayBuffer()));
    const script = `
import json, sys, zipfile, hashlib
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
provenance = json.loads(z.read('provenance.json'))
ok = all(hashlib.sha256(z.read(f['path'])).hexdigest() == f['sha256'] for f in provenance['files'])
print(json.dumps({'names': sorted(z.namelist()), 'ok': ok, 'rows': z.read('jsonl/judgements.jsonl').count(b'\\n')}))
`;
    const read = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }));
    expect(read).toMatchObject({ ok: true, rows: 720 });
    expect(read.names).toContain('data/train-00000-of-00001.parquet');
  });
});
