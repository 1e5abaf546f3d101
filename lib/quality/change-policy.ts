import { type AuditActor, recordAudit } from '#lib/audit';
import { prisma, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { CHECK_IDS, type PolicyChecks } from '#lib/gate/policy';
import { presetOf, thresholdProblem } from '#lib/gate/policy-preset';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';
import { tellPolicy } from './tell-report';

/** A version of the policy in its history. */
export interface PolicyVersion {
  version: number;
  preset: string;
  checks: PolicyChecks;
  note: string;
  by: string | null;
  createdAt: string;
}

/** All versions, newest first: the first is in force. */
export async function policyVersions(projectId: string): Promise<PolicyVersion[]> {
  const rows = await prisma().policy.findMany({ where: { projectId }, orderBy: { version: 'desc' } });
  const ids = rows.flatMap((row) => (row.createdBy ? [row.createdBy] : []));
  const people = await prisma().user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, email: true },
  });
  const names = new Map(people.map((person) => [person.id, person.name ?? person.email]));
  return rows.map((row) => ({
    version: row.version,
    preset: row.preset,
    checks: row.checks as PolicyChecks,
    note: row.note,
    by: (row.createdBy && names.get(row.createdBy)) ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
}

/**
 * Puts new thresholds in force as the next version, and judges every blocked run by them, in one transaction: nobody
 * sees the one without the other.
 *
 * @param input.after the version that the thresholds were changed from; someone else's newer one is not overwritten.
 * @returns the new version, and how many runs it released.
 */
export async function changePolicy(
  project: { id: string },
  actor: AuditActor,
  input: { checks: PolicyChecks; note: string; after: number },
): Promise<{ version: number; released: number }> {
  const asked = CHECK_IDS.filter((id) => input.checks[id] !== undefined);
  if (!asked.length)
    throw new ConcordError(
      'invalid_input',
      'A policy needs at least one check: without one nothing may train.',
    );
  for (const id of asked) {
    const problem = thresholdProblem(id, input.checks[id]!);
    if (problem) throw new ConcordError('invalid_input', problem);
  }
  return transaction(async (tx) => {
    await tx.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [project.id]);
    const latest = await tx.query<{ version: number; checks: PolicyChecks }>(
      'SELECT version, checks FROM policy WHERE project_id = $1 ORDER BY version DESC LIMIT 1',
      [project.id],
    );
    const before = latest.rows[0];
    if ((before?.version ?? 0) !== input.after)
      throw new ConcordError(
        'conflict',
        `Version ${before?.version} was saved while you were at it. Open the page again and look at it first.`,
      );
    if (before && CHECK_IDS.every((id) => before.checks[id] === input.checks[id]))
      throw new ConcordError('conflict', 'These are the thresholds in force; nothing was changed.');
    const version = input.after + 1;
    await tx.query(
      'INSERT INTO policy (project_id, version, preset, checks, note, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [project.id, version, presetOf(input.checks), JSON.stringify(input.checks), input.note, actor.id],
    );
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'policy.change',
      subject: `policy:${version}`,
      data: { from: before?.checks ?? null, to: input.checks, note: input.note },
    });
    await tellPolicy(tx, project.id, { version, checks: input.checks });
    const batches = await tx.query<{ id: string }>('SELECT id FROM batch WHERE project_id = $1 ORDER BY id', [
      project.id,
    ]);
    let released = 0;
    for (const { id } of batches.rows) released += await releaseBlockedRuns(tx, project.id, id);
    return { version, released };
  });
}
