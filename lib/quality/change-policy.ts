import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { CHECK_IDS, DEFAULT_LEVEL, type PolicyChecks } from '#lib/gate/policy';
import { lowersPolicy, type PolicyContent, policyDifferences } from '#lib/gate/policy-difference';
import { presetOf, thresholdProblem } from '#lib/gate/policy-preset';
import { HIGHEST_LEVEL, LOWEST_LEVEL } from '#lib/gate/repeated-looks';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';
import { tellPolicy } from './tell-report';

export interface PolicyInput {
  checks: PolicyChecks;
  /** Left out: as in the version before, 95 % in the first. */
  level?: number;
  twoForLowering?: boolean;
  note: string;
  /** The version that the thresholds were changed from; someone else's newer one is not overwritten. */
  after: number;
}

/** A new version in force, with the runs it released; or a proposal that waits for a second admin. */
export type ChangedPolicy = { version: number; released: number } | { proposal: string };

/**
 * Puts new thresholds in force as the next version, and judges every blocked run by them, in one transaction: nobody
 * sees the one without the other. Where the version in force asks for two people, a looser one becomes a proposal.
 */
export async function changePolicy(
  project: { id: string },
  actor: AuditActor,
  input: PolicyInput,
): Promise<ChangedPolicy> {
  checkThresholds(input.checks);
  return transaction(async (tx) => {
    const before = await lockPolicy(tx, project.id, input.after);
    const content: PolicyContent = {
      checks: input.checks,
      level: input.level ?? before?.level ?? DEFAULT_LEVEL,
      twoForLowering: input.twoForLowering ?? before?.twoForLowering ?? false,
    };
    if (!(content.level >= LOWEST_LEVEL && content.level <= HIGHEST_LEVEL))
      throw new ConcordError('invalid_input', 'The confidence level must lie between 80 % and 99.9 %.');
    if (before && policyDifferences(before, content).length === 0)
      throw new ConcordError('conflict', 'These are the thresholds in force; nothing was changed.');
    if (before?.twoForLowering && lowersPolicy(before, content))
      return { proposal: await proposePolicy(tx, project.id, actor, content, input) };
    return putInForce(tx, project.id, actor, { before, content, note: input.note, approvedBy: null });
  });
}

function checkThresholds(checks: PolicyChecks): void {
  const asked = CHECK_IDS.filter((id) => checks[id] !== undefined);
  if (!asked.length)
    throw new ConcordError(
      'invalid_input',
      'A policy needs at least one check: without one nothing may train.',
    );
  for (const id of asked) {
    const problem = thresholdProblem(id, checks[id]!);
    if (problem) throw new ConcordError('invalid_input', problem);
  }
}

export interface LockedPolicy extends PolicyContent {
  version: number;
}

/** Takes the project's row, so that versions follow each other, and refuses a change made from an older version. */
export async function lockPolicy(
  tx: Queryable,
  projectId: string,
  after: number,
): Promise<LockedPolicy | null> {
  await tx.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId]);
  const latest = await tx.query<{
    version: number;
    checks: PolicyChecks;
    level: number;
    two_for_lowering: boolean;
  }>(
    'SELECT version, checks, level, two_for_lowering FROM policy WHERE project_id = $1 ORDER BY version DESC LIMIT 1',
    [projectId],
  );
  const row = latest.rows[0];
  if ((row?.version ?? 0) !== after)
    throw new ConcordError(
      'conflict',
      `Version ${row?.version} was saved while you were at it. Open the page again and look at it first.`,
    );
  return row
    ? { version: row.version, checks: row.checks, level: row.level, twoForLowering: row.two_for_lowering }
    : null;
}

/** Writes the next version and judges what waits by it, inside the caller's transaction. */
export async function putInForce(
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  change: { before: LockedPolicy | null; content: PolicyContent; note: string; approvedBy: string | null },
): Promise<{ version: number; released: number }> {
  const { before, content, note, approvedBy } = change;
  const version = (before?.version ?? 0) + 1;
  await tx.query(
    `INSERT INTO policy (project_id, version, preset, checks, level, two_for_lowering, note, created_by, approved_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      projectId,
      version,
      presetOf(content.checks),
      JSON.stringify(content.checks),
      content.level,
      content.twoForLowering,
      note,
      actor.id,
      approvedBy,
    ],
  );
  await tx.query(
    'UPDATE policy_proposal SET decided_at = now(), decided_by = $2, approved = false WHERE project_id = $1 AND decided_at IS NULL',
    [projectId, approvedBy ?? actor.id ?? '00000000-0000-0000-0000-000000000000'],
  );
  await recordAudit(tx, {
    projectId,
    actor,
    action: 'policy.change',
    subject: `policy:${version}`,
    data: {
      from: before?.checks ?? null,
      to: content.checks,
      level: content.level,
      twoForLowering: content.twoForLowering,
      note,
      approvedBy,
    },
  });
  await tellPolicy(tx, projectId, { version, checks: content.checks, level: content.level });
  const batches = await tx.query<{ id: string }>('SELECT id FROM batch WHERE project_id = $1 ORDER BY id', [
    projectId,
  ]);
  let released = 0;
  for (const { id } of batches.rows) released += await releaseBlockedRuns(tx, projectId, id);
  return { version, released };
}

async function proposePolicy(
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  content: PolicyContent,
  input: PolicyInput,
): Promise<string> {
  if (actor.kind !== 'person')
    throw new ConcordError('forbidden', 'Only two people together can lower this policy.');
  const open = await tx.query('SELECT 1 FROM policy_proposal WHERE project_id = $1 AND decided_at IS NULL', [
    projectId,
  ]);
  if (open.rowCount)
    throw new ConcordError('conflict', 'Another proposal waits for a second admin. Decide that one first.');
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO policy_proposal (project_id, after_version, checks, level, two_for_lowering, note, proposed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [
      projectId,
      input.after,
      JSON.stringify(content.checks),
      content.level,
      content.twoForLowering,
      input.note,
      actor.id,
    ],
  );
  await recordAudit(tx, {
    projectId,
    actor,
    action: 'policy.propose',
    subject: `policy-proposal:${rows[0]!.id}`,
    data: { to: content.checks, level: content.level, note: input.note },
  });
  return rows[0]!.id;
}
