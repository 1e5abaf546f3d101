import { createHash } from 'node:crypto';
import { gateAnswer } from '#lib/attestation/gate-answer';
import { attestationIssuer } from '#lib/attestation/sign-attestation';
import { signManifest } from '#lib/attestation/sign-manifest';
import { pool } from '#lib/db';
import { setting } from '#lib/env';
import { CATEGORIES } from '#lib/quality/choice-codes';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
import { verdictLine } from '#lib/quality/read-verdicts';
import { exportFormat } from '#lib/transfer/export/export-formats';
import type { ExportGate } from '#lib/transfer/export/export-scope';
import { type JudgedPairs, judgedPairs, type Split } from '#lib/transfer/export/judged-pairs';
import { pairRows } from '#lib/transfer/export/pair-rows';
import type { EngineChoice } from './engine-choice';
import { type ClaimedRun, judgedLabels } from './train-run';
import { readChoices, trainerOptions } from './training-choices';

/**
 * Everything that a job elsewhere needs, by path: the pairs of exactly the labels that the decision judged, split by prompt as the local
 * trainer splits them; those labels themselves, in the form whose hash the gate has signed; the attestation; and a signed manifest of
 * every file, so that the job can tell that nothing was changed on the way.
 *
 * @param programs what the job runs, which the manifest covers too.
 */
export async function trainingPackage(
  run: ClaimedRun,
  programs: Record<string, Buffer>,
): Promise<Record<string, Buffer>> {
  const labels = await judgedLabels(run);
  const choices = readChoices(run.options);
  const { task, baseModel } = run.options as Pick<EngineChoice, 'task' | 'baseModel'>;
  const { rows } = await pool().query<{ id: string; slug: string; simulated: boolean }>(
    'SELECT id, slug, simulated FROM project WHERE id = $1',
    [run.project_id],
  );
  const project = rows[0]!;
  const { attestation, snapshot, waiver } = await gateAnswer(project, { decision: run.decision });
  const pairs = await judgedPairs(labels, choices, {
    seed: run.seed,
    shares: trainerOptions(choices).shares,
  });
  const part = (split: Split) => jsonLines(pairs, split, waiver ? 'waived' : 'passed');
  const issuer = attestationIssuer();
  const job = {
    run: run.id,
    number: run.number,
    project: project.slug,
    decision: run.decision,
    snapshot,
    seed: run.seed,
    task,
    baseModel,
    epochs: choices.epochs,
    centring: choices.centring,
    margin: choices.margin === 'strength',
    issuer,
    jwksUrl: setting('RAY_JWKS_URL') ?? new URL('/.well-known/jwks.json', issuer).href,
  };
  const files: Record<string, Buffer> = {
    ...programs,
    'job.json': Buffer.from(JSON.stringify(job, null, 2)),
    'labels.txt': Buffer.from(labelLines(labels)),
    'data/train.jsonl': await part('train'),
    'data/validation.jsonl': await part('validation'),
    'data/test.jsonl': await part('test'),
  };
  const digests = Object.entries(files).map(([path, bytes]) => [path, sha256(bytes)]);
  const manifest = { snapshot, run: run.id, decision: run.decision, files: Object.fromEntries(digests) };
  return {
    ...files,
    'attestation.jwt': Buffer.from(attestation),
    'manifest.jwt': Buffer.from(await signManifest(manifest)),
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The very text whose SHA-256 is the snapshot's hash (lib/quality/labels-hash). Numbers, no names. */
function labelLines(labels: BatchLabels): string {
  const lines: string[] = [];
  for (let i = 0; i < labels.length; i++)
    lines.push(
      `${labels.sequence[i]} ${labels.comparison[i]} ${labels.annotator[i]} ${labels.round[i]} ${CATEGORIES[labels.choice[i]!] ?? 'CANT_JUDGE'} ${labels.strength[i]}\n`,
    );
  return lines.join('') + labels.verdicts.map(verdictLine).join('');
}

/** A part of the split in the shape that an export has it: TRL's conversational preferences with margin, weight and soft label. */
async function jsonLines(pairs: JudgedPairs, split: Split, gate: ExportGate): Promise<Buffer> {
  const { row } = exportFormat('trl-margin');
  const lines: string[] = [];
  for await (const pair of pairRows(pairs, split, gate))
    if (pair.weight > 0) lines.push(`${JSON.stringify(row(pair))}\n`);
  return Buffer.from(lines.join(''));
}
