import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { publicKeys } from '#lib/attestation/signing-keys';
import { verifyAttestation } from '#lib/attestation/verify-attestation';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { splitByPrompt } from '#lib/reward-model/split-by-prompt';
import { signWaiver } from '#lib/training/decide-waiver';
import { requestTraining } from '#lib/training/request-training';
import { requestWaiver } from '#lib/training/request-waiver';
import { trainUnderWaiver } from '#lib/training/train-under-waiver';
import { readChoices, trainerOptions } from '#lib/training/training-choices';
import { trainingPairs } from '#lib/training/training-pairs';
import { EXPORT_FORMAT_NAMES } from '#lib/transfer/export/export-formats';
import { folderSink } from '#lib/transfer/export/folder-sink';
import { exportOptions, openExport, writeExport } from '#lib/transfer/export/write-export';
import { importDatabase } from './import-project';
import { type ExportedProject, exportedProject } from './setup/exported-crew';

importDatabase();

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function exported(project: ExportedProject, asked: object = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-export-'));
  folders.push(folder);
  const options = exportOptions.parse(asked);
  const scope = await openExport(project, options);
  const result = await writeExport({
    project,
    scope,
    options,
    actor: SYSTEM_ACTOR,
    sink: folderSink(folder),
  });
  const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const lines = (name: string): Record<string, unknown>[] =>
    existsSync(path.join(folder, name))
      ? text(name)
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : [];
  return { folder, result, text, lines };
}

type Row = Record<string, unknown>;
const plain = (rows: Row[]): Row[] =>
  JSON.parse(JSON.stringify(rows, (_, v) => (typeof v === 'bigint' ? Number(v) : v)));

describe('an export', () => {
  it('has the trainer’s very targets, weights and split', async () => {
    for (const size of [{}, { prompts: 40 }]) {
      const project = await exportedProject(size);
      const { lines } = await exported(project, { format: 'trl', seed: 3 });
      const rows = ['train', 'validation', 'test'].flatMap((split) =>
        lines(`jsonl/${split}.jsonl`).map((row) => ({ split, ...row }) as Row),
      );
      const choices = readChoices(null);
      const labels = await readBatchLabels(project.batchId, 1e9);
      const { pairs } = await trainingPairs(labels, choices);
      const parts = splitByPrompt(
        pairs.map((pair) => pair.promptKey),
        3,
        trainerOptions(choices).shares,
      );
      const partOf = (i: number) =>
        parts.train.includes(i) ? 'train' : parts.heldOut.includes(i) ? 'test' : 'validation';
      const expected = pairs
        .map((pair, i) => ({ pair, split: partOf(i) }))
        .filter(({ pair }) => pair.target !== 0.5);
      expect(rows.length).toBe(expected.length);
      expect(expected.length).toBeGreaterThan(100);
      const { rows: names } = await pool().query(
        'SELECT id, external_id FROM comparison WHERE batch_id = $1',
        [project.batchId],
      );
      const nameOf = new Map(names.map((row) => [row.id, row.external_id]));
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const { pair, split } of expected) {
        const row = byId.get(nameOf.get(pair.comparisonId))!;
        const first = pair.target > 0.5;
        expect(row).toMatchObject({
          split,
          target_prob: first ? pair.target : 1 - pair.target,
          weight: pair.weight,
          chosen: [{ role: 'assistant', content: first ? pair.responseA : pair.responseB }],
          rejected: [{ role: 'assistant', content: first ? pair.responseB : pair.responseA }],
          gate: 'passed',
        });
      }
    }
  });

  it('says the same in Parquet as in JSON Lines, in every shape', async () => {
    const project = await exportedProject();
    for (const format of EXPORT_FORMAT_NAMES) {
      const { folder, lines, result } = await exported(project, { format });
      for (const split of ['train', 'validation', 'test']) {
        const file = await asyncBufferFromFile(path.join(folder, `data/${split}-00000-of-00001.parquet`));
        const rows = plain(await parquetReadObjects({ file }));
        expect(rows, format).toEqual(lines(`jsonl/${split}.jsonl`));
        expect(rows.length).toBe(result.counts.pairs[split as 'train']);
        const metadata = await parquetMetadataAsync(file);
        const kept = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value]));
        expect(JSON.parse(kept.get('concord')!)).toMatchObject({ snapshot: result.snapshot, gate: 'passed' });
        expect((await verifyAttestation(kept.get('attestation')!, await publicKeys())).ok).toBe(true);
      }
      const judgements = await asyncBufferFromFile(path.join(folder, 'judgements/judgements.parquet'));
      expect(plain(await parquetReadObjects({ file: judgements }))).toEqual(lines('jsonl/judgements.jsonl'));
    }
  });

  it('holds every judgement under a pseudonym that is the same in each export and another in each project', async () => {
    const [one, two] = [await exportedProject(), await exportedProject()];
    const first = (await exported(one)).lines('jsonl/judgements.jsonl');
    const again = (await exported(one, { format: 'hh' })).lines('jsonl/judgements.jsonl');
    const other = (await exported(two)).lines('jsonl/judgements.jsonl');
    expect(first).toEqual(again);
    expect(first).toHaveLength(180 * 4);
    const names = (rows: Row[]) => new Set(rows.map((row) => String(row.annotator_id)));
    expect(names(first).size).toBe(4);
    for (const name of names(first)) {
      expect(name).toMatch(/^a-[A-Za-z0-9]{12,16}$/);
      expect(names(other).has(name)).toBe(false);
    }
    expect(JSON.stringify(first)).not.toMatch(/"w[1-4]"/);
    expect(first[0]).toMatchObject({ pair_id: 'q0', shown_left: 'B', strength: 1, is_repeat: false });
  });

  it('names every file with its hash, and carries card and attestation', async () => {
    const project = await exportedProject();
    const { folder, text, result } = await exported(project, { license: 'cc-by-4.0' });
    const provenance = JSON.parse(text('provenance.json'));
    expect(provenance.files.length).toBe(10);
    for (const { path: name, sha256, bytes } of provenance.files) {
      const content = readFileSync(path.join(folder, name));
      expect(createHash('sha256').update(content).digest('hex'), name).toBe(sha256);
      expect(content.length).toBe(bytes);
    }
    const { claims } = await verifyAttestation(text('attestation.jwt'), await publicKeys());
    expect(claims).toMatchObject({ snapshot: result.snapshot, passed: true });
    const card = text('README.md');
    for (const words of [
      'license: cc-by-4.0',
      'config_name: judgements',
      'split: test',
      result.snapshot,
      '1K',
    ])
      expect(card).toContain(words);
    const { rows } = await pool().query(
      `SELECT data FROM audit_event WHERE project_id = $1 AND action = 'export.write'`,
      [project.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('turns transcripts and prompts into the texts that HH and RewardBench have', async () => {
    const project = await exportedProject();
    const [hh] = (await exported(project, { format: 'hh', files: 'jsonl' })).lines('jsonl/train.jsonl');
    expect(hh!.chosen).toMatch(
      /^\n\nSystem: Be kind\.\n\nHuman: Question \d+: “why”,\nand how\?\n\nAssistant: q\d+ (first|second)$/,
    );
    const [bench] = (await exported(project, { format: 'rewardbench', files: 'jsonl' })).lines(
      'jsonl/train.jsonl',
    );
    expect(Object.keys(bench!)).toEqual([
      'id',
      'subset',
      'prompt',
      'chosen',
      'rejected',
      'chosen_model',
      'rejected_model',
      'gate',
    ]);
    const margins = (await exported(project, { format: 'trl-margin', files: 'jsonl' })).lines(
      'jsonl/train.jsonl',
    );
    expect(margins.some((row) => (row.margin as number) > 0.5)).toBe(true);
  });
});

describe('what the gate does not let through', () => {
  it('is refused, and marked in every file when it is asked for as such', async () => {
    const project = await exportedProject({ open: false });
    await expect(openExport(project, exportOptions.parse({}))).rejects.toMatchObject({
      code: 'gate_blocked',
    });
    const { text, lines, result } = await exported(project, { unapproved: '1' });
    expect(result.gate).toBe('not passed');
    for (const row of [...lines('jsonl/train.jsonl'), ...lines('jsonl/judgements.jsonl')])
      expect(row.gate).toBe('not passed');
    expect(text('README.md')).toContain('Not approved for training');
    expect(JSON.parse(text('provenance.json'))).toMatchObject({
      gate: 'not passed',
      verdict: expect.not.stringMatching('PASS'),
    });
    const verdict = await verifyAttestation(text('attestation.jwt'), await publicKeys());
    expect(verdict).toMatchObject({ ok: false, claims: { passed: false } });
  });

  it('says on every row and on the card who waived the gate, and why', async () => {
    const project = await exportedProject({ open: false });
    const person = async (role: string) => {
      const { rows } = await pool().query(
        `WITH u AS (INSERT INTO app_user (email, name) VALUES ($1, $2) RETURNING id)
         INSERT INTO membership (project_id, user_id, role) SELECT $3, id, $4::role FROM u RETURNING user_id AS id`,
        [
          `${role.toLowerCase()}-${project.slug}@example.org`,
          role === 'LEAD' ? 'Lea' : 'Ada',
          project.id,
          role,
        ],
      );
      return { kind: 'person' as const, id: rows[0].id as string };
    };
    const [lead, admin] = [await person('LEAD'), await person('ADMIN')];
    const run = await requestTraining(project, admin, {
      batchId: project.batchId,
      options: { epochs: 2, seed: 4 },
    });
    const waiver = await requestWaiver(project, lead, {
      run: run.number,
      reason: 'For the smoke test of the pipeline only.',
      days: 7,
    });
    await signWaiver(project, admin, { waiver });
    await trainUnderWaiver(project, admin, { waiver });
    const { text, lines, result } = await exported(project, { run: run.number, files: 'jsonl' });
    expect(result.gate).toBe('waived');
    for (const row of [...lines('jsonl/test.jsonl'), ...lines('jsonl/judgements.jsonl')])
      expect(row.gate).toBe('waived');
    for (const words of ['**Waived.**', 'Lea', 'Ada', 'smoke test', 'gate-waived', 'Seed 4'])
      expect(text('README.md')).toContain(words);
    expect(JSON.parse(text('provenance.json'))).toMatchObject({
      gate: 'waived',
      run: run.number,
      split: { seed: 4 },
    });
    const { ok, claims } = await verifyAttestation(text('attestation.jwt'), await publicKeys());
    expect([ok, claims?.waiver?.requestedBy]).toEqual([true, 'Lea']);
  });
});
