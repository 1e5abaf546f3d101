import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#lib/db';
import { environmentWith, setting } from '#lib/env';
import { PRESETS } from '#lib/gate/policy';
import { comparison, fingerprint, importDatabase, jsonl, label, newProject } from './import-project';

importDatabase();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function concord(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = environmentWith({ DATABASE_URL: setting('DATABASE_URL')! });
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'jobs/cli/main.ts', 'import', ...args],
      { env },
    );
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('concord import', () => {
  it('makes the project with the default policy, imports, and says so; again it says that nothing is new', async () => {
    const file = write(
      'good.jsonl',
      jsonl({ ...comparison('i1'), ...label('i1', 'w1', 'A') }, comparison('i2', { extra: 1 })),
    );
    const args = [
      file,
      '--project',
      'crowd',
      '--create-project',
      'The crowd',
      '--batch',
      'March',
      '--overlap',
      '4',
    ];
    const first = await concord(...args, '--json');
    expect(first.code).toBe(0);
    expect(first.err).toBe('');
    expect(JSON.parse(first.out)).toMatchObject({
      batch: { number: 1, name: 'March' },
      comparisons: { added: 2, unchanged: 0 },
      labels: { added: 1, unchanged: 0 },
      ignoredFields: ['extra'],
    });
    const { rows } = await pool().query(
      `SELECT p.name, y.version, y.preset, y.checks, b.overlap FROM project p JOIN policy y ON y.project_id = p.id JOIN batch b ON b.project_id = p.id
       WHERE p.slug = 'crowd'`,
    );
    expect(rows).toEqual([
      { name: 'The crowd', version: 1, preset: 'preference', checks: PRESETS.preference, overlap: 4 },
    ]);
    const again = await concord(...args);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/^Nothing new in /);
    expect(again.out).toMatch(/labels +0 added +1 unchanged/);
    expect(again.out).toMatch(/not used: extra/);
  });

  it('lists bad lines as compilers do, exits with 2, and makes neither project nor batch', async () => {
    const file = write('bad.jsonl', `${jsonl(comparison('i1'), label('i1', 'w1', 'C'))}nonsense\n`);
    const before = await fingerprint();
    const { code, out, err } = await concord(file, '--project', 'none-yet', '--create-project', 'None');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.split('\n')).toEqual([
      `${file}:2: choice: must be A, B, TIE, BOTH_BAD or CANT_JUDGE`,
      expect.stringContaining(`${file}:3: is not valid JSON`),
      '2 problems in this file. Nothing was imported.',
      '',
    ]);
    expect(await fingerprint()).toEqual(before);
    const json = await concord(file, '--project', 'none-yet', '--create-project', 'None', '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({
      error: { code: 'invalid_input', details: { problemCount: 2 } },
    });
  });

  it('exits with 2 for a missing file, a missing project, an unknown ending and a bad option', async () => {
    const file = write('fine.jsonl', jsonl(comparison('i1')));
    const runs = await Promise.all([
      concord(path.join(folder, 'absent.jsonl'), '--project', 'p'),
      concord(file, '--project', 'absent'),
      concord(write('table.txt', ''), '--project', 'p'),
      concord(file, '--overlap', '0'),
    ]);
    expect(runs.map((run) => run.code)).toEqual([2, 2, 2, 2]);
    expect(runs[0]!.err).toMatch(/There is no file/);
    expect(runs[1]!.err).toMatch(/no project “absent”.*--create-project/s);
    expect(runs[2]!.err).toMatch(/--format jsonl or --format csv/);
    expect(runs[3]!.err).toMatch(/must be 1 or more/);
  });

  it('has help with an example', async () => {
    const { code, out } = await concord('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/concord import labels\.jsonl --project/);
  });

  it('run twice at once makes one project and imports once', async () => {
    await newProject();
    const rows = Array.from({ length: 200 }, (_, i) => ({
      ...comparison(`i${i}`),
      ...label(`i${i}`, 'w', 'A'),
    }));
    const file = write('Both at once.jsonl', jsonl(...rows));
    const results = await Promise.all([1, 2].map(() => concord(file, '--json')));
    expect(results.map((run) => run.code)).toEqual([0, 0]);
    const added = results.map((run) => JSON.parse(run.out).labels.added);
    expect(added.sort((a: number, b: number) => a - b)).toEqual([0, 200]);
    const projects = await pool().query(`SELECT 1 FROM project WHERE slug = 'both-at-once'`);
    expect(projects.rowCount).toBe(1);
  });
});
