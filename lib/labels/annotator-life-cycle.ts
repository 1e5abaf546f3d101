import { type LifeCycleStatus, lifeCycleMove, type RuleOutcome } from '#lib/annotators/life-cycle-move';
import { pool } from '#lib/db';
import { readEvidence } from './life-cycle-evidence';
import { rulesInForce } from './life-cycle-rules-of';

/** One line of an annotator's history, for leads. */
export interface HistoryLine {
  id: number;
  from: LifeCycleStatus | null;
  to: LifeCycleStatus;
  cause: 'join' | 'rule' | 'lead' | 'person';
  rule: string | null;
  sentence: string;
  reason: string;
  by: string | null;
  at: string;
}

/** A move that waits for a lead's word. */
export interface OpenProposal {
  id: string;
  annotatorId: number;
  name: string;
  status: LifeCycleStatus;
  to: LifeCycleStatus;
  sentence: string;
  at: string;
}

/** Where an annotator stands, as a lead reads it: what the rules say now, and how they came here. */
export interface AnnotatorLifeCycle {
  rulesVersion: number;
  outcomes: RuleOutcome[];
  history: HistoryLine[];
  proposal: OpenProposal | null;
  openAppeal: string | null;
}

export async function annotatorLifeCycle(
  projectId: string,
  annotatorId: number,
): Promise<AnnotatorLifeCycle> {
  const [{ version, rules }, evidence, history, proposals, appeal] = await Promise.all([
    rulesInForce(projectId),
    readEvidence(pool(), projectId, annotatorId),
    pool().query<{
      id: number;
      from_status: LifeCycleStatus | null;
      to_status: LifeCycleStatus;
      cause: HistoryLine['cause'];
      rule: string | null;
      sentence: string;
      reason: string;
      by: string | null;
      created_at: Date;
    }>(
      `SELECT m.id, m.from_status, m.to_status, m.cause, m.rule, m.sentence, m.reason, coalesce(u.name, u.email) AS by, m.created_at
       FROM annotator_move m LEFT JOIN app_user u ON u.id = m.actor_id WHERE m.annotator_id = $1 AND m.project_id = $2 ORDER BY m.id DESC LIMIT 30`,
      [annotatorId, projectId],
    ),
    openProposals(projectId, annotatorId),
    pool().query<{ id: string }>(`SELECT id FROM appeal WHERE annotator_id = $1 AND state = 'OPEN'`, [
      annotatorId,
    ]),
  ]);
  return {
    rulesVersion: version,
    outcomes: evidence[0] ? lifeCycleMove(evidence[0].evidence, rules).outcomes : [],
    history: history.rows.map((row) => ({
      id: row.id,
      from: row.from_status,
      to: row.to_status,
      cause: row.cause,
      rule: row.rule,
      sentence: row.sentence,
      reason: row.reason,
      by: row.by,
      at: row.created_at.toISOString(),
    })),
    proposal: proposals[0] ?? null,
    openAppeal: appeal.rows[0]?.id ?? null,
  };
}

/** Every move that rules ask for and nobody has answered yet, oldest first. */
export async function openProposals(projectId: string, annotatorId?: number): Promise<OpenProposal[]> {
  const { rows } = await pool().query<{
    id: string;
    annotator_id: number;
    name: string;
    status: LifeCycleStatus;
    to_status: LifeCycleStatus;
    sentence: string;
    created_at: Date;
  }>(
    `SELECT p.id, p.annotator_id, a.name, a.status, p.to_status, p.sentence, p.created_at
     FROM life_cycle_proposal p JOIN annotator a ON a.id = p.annotator_id
     WHERE p.project_id = $1 AND p.state = 'OPEN' AND ($2::int IS NULL OR p.annotator_id = $2) ORDER BY p.created_at, p.id`,
    [projectId, annotatorId ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    annotatorId: row.annotator_id,
    name: row.name,
    status: row.status,
    to: row.to_status,
    sentence: row.sentence,
    at: row.created_at.toISOString(),
  }));
}

/** How much of the life cycle waits for a lead: for a badge. */
export async function lifeCycleWaiting(projectId: string): Promise<{ proposals: number; appeals: number }> {
  const { rows } = await pool().query<{ proposals: number; appeals: number }>(
    `SELECT (SELECT count(*)::int FROM life_cycle_proposal WHERE project_id = $1 AND state = 'OPEN') AS proposals,
            (SELECT count(*)::int FROM appeal WHERE project_id = $1 AND state = 'OPEN') AS appeals`,
    [projectId],
  );
  return rows[0]!;
}
