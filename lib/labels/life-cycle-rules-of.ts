import { DEFAULT_RULES, type LifeCycleRules, rulesProblem } from '#lib/annotators/life-cycle-rules';
import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, type Queryable, reads, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';

/** The rules of a project, and which version they are; version 0 are those that nobody has changed yet. */
export interface RulesInForce {
  version: number;
  rules: LifeCycleRules;
}

export async function rulesInForce(projectId: string, db: Queryable = reads): Promise<RulesInForce> {
  const { rows } = await db.query<{ version: number; rules: Partial<LifeCycleRules> }>(
    'SELECT version, rules FROM life_cycle_rules WHERE project_id = $1 ORDER BY version DESC LIMIT 1',
    [projectId],
  );
  return rows[0]
    ? { version: rows[0].version, rules: withDefaults(rows[0].rules) }
    : { version: 0, rules: DEFAULT_RULES };
}

/** A rule that came later than the stored version has its default. */
function withDefaults(stored: Partial<LifeCycleRules>): LifeCycleRules {
  return {
    qualification: { ...DEFAULT_RULES.qualification, ...stored.qualification },
    probation: { ...DEFAULT_RULES.probation, ...stored.probation },
    goldPause: { ...DEFAULT_RULES.goldPause, ...stored.goldPause },
    driftPause: { ...DEFAULT_RULES.driftPause, ...stored.driftPause },
    hold: { ...DEFAULT_RULES.hold, ...stored.hold },
    feedback: { ...DEFAULT_RULES.feedback, ...stored.feedback },
  };
}

/** A version in the history. */
export interface RulesVersion extends RulesInForce {
  note: string;
  by: string | null;
  createdAt: string;
}

/** All versions, newest first: the first is in force. */
export async function rulesVersions(projectId: string): Promise<RulesVersion[]> {
  const { rows } = await prepared<{
    version: number;
    rules: Partial<LifeCycleRules>;
    note: string;
    by: string | null;
    created_at: Date;
  }>(
    `SELECT r.version, r.rules, r.note, coalesce(u.name, u.email) AS by, r.created_at
     FROM life_cycle_rules r LEFT JOIN app_user u ON u.id = r.created_by WHERE r.project_id = $1 ORDER BY r.version DESC`,
    [projectId],
  );
  return rows.map(({ created_at, rules, ...row }) => ({
    ...row,
    rules: withDefaults(rules),
    createdAt: created_at.toISOString(),
  }));
}

/**
 * Puts rules in force as the next version, and asks for everybody to be held against them.
 *
 * @param input.after the version that they were changed from; someone else's newer one is not overwritten.
 */
export async function changeRules(
  project: { id: string },
  actor: AuditActor,
  input: { rules: LifeCycleRules; note: string; after: number },
): Promise<number> {
  const problem = rulesProblem(input.rules);
  if (problem) throw new ConcordError('invalid_input', problem);
  return transaction(async (tx) => {
    await tx.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [project.id]);
    const before = await rulesInForce(project.id, tx);
    if (before.version !== input.after)
      throw new ConcordError(
        'conflict',
        `Version ${before.version} was saved while you were at it. Open the page again and look at it first.`,
      );
    if (before.version > 0 && JSON.stringify(before.rules) === JSON.stringify(withDefaults(input.rules)))
      throw new ConcordError('conflict', 'These are the rules in force; nothing was changed.');
    const version = input.after + 1;
    await tx.query(
      'INSERT INTO life_cycle_rules (project_id, version, rules, note, created_by) VALUES ($1, $2, $3, $4, $5)',
      [project.id, version, JSON.stringify(input.rules), input.note, actor.id],
    );
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'life-cycle.change',
      subject: `life-cycle-rules:${version}`,
      data: { from: before.rules, to: input.rules, note: input.note },
    });
    await enqueue(tx, 'apply-life-cycle', { projectId: project.id }, project.id);
    return version;
  });
}
