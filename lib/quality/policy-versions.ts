import { prepared } from '#lib/db';
import type { PolicyChecks } from '#lib/gate/policy';
import type { PolicyContent } from '#lib/gate/policy-difference';

/** A version of the policy in its history. */
export interface PolicyVersion extends PolicyContent {
  version: number;
  preset: string;
  note: string;
  by: string | null;
  /** The second admin, where two were needed. */
  approvedBy: string | null;
  createdAt: string;
}

/** A looser policy that waits for a second admin. */
export interface OpenProposal extends PolicyContent {
  id: string;
  after: number;
  note: string;
  by: string;
  byId: string;
  createdAt: string;
}

/** All versions, newest first: the first is in force. */
export async function policyVersions(projectId: string): Promise<PolicyVersion[]> {
  const { rows } = await prepared<{
    version: number;
    preset: string;
    checks: PolicyChecks;
    level: number;
    two_for_lowering: boolean;
    note: string;
    by: string | null;
    approved_by: string | null;
    created_at: Date;
  }>(
    `SELECT p.version, p.preset, p.checks, p.level, p.two_for_lowering, p.note, coalesce(u.name, u.email) AS by, coalesce(a.name, a.email) AS approved_by, p.created_at
     FROM policy p LEFT JOIN app_user u ON u.id = p.created_by LEFT JOIN app_user a ON a.id = p.approved_by WHERE p.project_id = $1 ORDER BY p.version DESC`,
    [projectId],
  );
  return rows.map((row) => ({
    version: row.version,
    preset: row.preset,
    checks: row.checks,
    level: row.level,
    twoForLowering: row.two_for_lowering,
    note: row.note,
    by: row.by,
    approvedBy: row.approved_by,
    createdAt: row.created_at.toISOString(),
  }));
}

/** The proposal that waits for a second admin; null when none does. */
export async function openProposal(projectId: string): Promise<OpenProposal | null> {
  const { rows } = await prepared<{
    id: string;
    after_version: number;
    checks: PolicyChecks;
    level: number;
    two_for_lowering: boolean;
    note: string;
    proposed_by: string;
    by: string | null;
    created_at: Date;
  }>(
    `SELECT p.*, coalesce(u.name, u.email) AS by FROM policy_proposal p LEFT JOIN app_user u ON u.id = p.proposed_by
     WHERE p.project_id = $1 AND p.decided_at IS NULL`,
    [projectId],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    after: row.after_version,
    checks: row.checks,
    level: row.level,
    twoForLowering: row.two_for_lowering,
    note: row.note,
    by: row.by ?? 'Someone',
    byId: row.proposed_by,
    createdAt: row.created_at.toISOString(),
  };
}
