import { type LifeCycleStatus, lifeCycleMove, type RuleOutcome } from '#lib/annotators/life-cycle-move';
import { prepared, reads } from '#lib/db';
import type { AnnotatorMessage } from './annotator-messages';
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
  /** What a lead wrote to them last. */
  lastMessage: AnnotatorMessage | null;
}

export async function annotatorLifeCycle(
  projectId: string,
  annotatorId: number,
): Promise<AnnotatorLifeCycle> {
  const [{ version, rules }, evidence, history, open] = await Promise.all([
    rulesInForce(projectId),
    readEvidence(reads, projectId, annotatorId),
    prepared<{
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
    openMatters(projectId, annotatorId),
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
    ...open,
  };
}

interface ProposalRow {
  id: string;
  annotator_id: number;
  name: string;
  status: LifeCycleStatus;
  to_status: LifeCycleStatus;
  sentence: string;
  created_at: Date;
}

/** What is open between an annotator and the leads: a proposal, an appeal, and the last message, in one query. */
async function openMatters(
  projectId: string,
  annotatorId: number,
): Promise<Pick<AnnotatorLifeCycle, 'proposal' | 'openAppeal' | 'lastMessage'>> {
  const { rows } = await prepared<
    Omit<ProposalRow, 'id'> & {
      id: string | null;
      appeal: string | null;
      message_id: string | null;
      body: string;
      from: string | null;
      sent_at: Date;
      read: boolean;
    }
  >(
    `SELECT p.id, a.id AS annotator_id, a.name, a.status, p.to_status, p.sentence, p.created_at, x.id AS appeal,
            m.id AS message_id, m.body, m.from, m.sent_at, m.read
     FROM annotator a
     LEFT JOIN LATERAL (SELECT id, to_status, sentence, created_at FROM life_cycle_proposal WHERE annotator_id = a.id AND state = 'OPEN' ORDER BY created_at, id LIMIT 1) p ON true
     LEFT JOIN LATERAL (SELECT id FROM appeal WHERE annotator_id = a.id AND state = 'OPEN' LIMIT 1) x ON true
     LEFT JOIN LATERAL (
       SELECT n.id, n.body, coalesce(u.name, u.email) AS from, n.sent_at, n.read_at IS NOT NULL AS read
       FROM annotator_message n LEFT JOIN app_user u ON u.id = n.sent_by WHERE n.annotator_id = a.id ORDER BY n.sent_at DESC, n.id LIMIT 1) m ON true
     WHERE a.id = $2 AND a.project_id = $1`,
    [projectId, annotatorId],
  );
  const row = rows[0];
  if (!row) return { proposal: null, openAppeal: null, lastMessage: null };
  const { id, message_id: messageId, body, from, sent_at: sentAt, read } = row;
  return {
    proposal: id === null ? null : openProposal({ ...row, id }),
    openAppeal: row.appeal,
    lastMessage:
      messageId === null
        ? null
        : { id: messageId, body, from: from ?? 'a lead', sentAt: sentAt.toISOString(), read },
  };
}

const openProposal = (row: ProposalRow): OpenProposal => ({
  id: row.id,
  annotatorId: row.annotator_id,
  name: row.name,
  status: row.status,
  to: row.to_status,
  sentence: row.sentence,
  at: row.created_at.toISOString(),
});

/** Every move that rules ask for and nobody has answered yet, oldest first. */
export async function openProposals(projectId: string): Promise<OpenProposal[]> {
  const { rows } = await prepared<ProposalRow>(
    `SELECT p.id, p.annotator_id, a.name, a.status, p.to_status, p.sentence, p.created_at
     FROM life_cycle_proposal p JOIN annotator a ON a.id = p.annotator_id
     WHERE p.project_id = $1 AND p.state = 'OPEN' ORDER BY p.created_at, p.id`,
    [projectId],
  );
  return rows.map(openProposal);
}

/** How much of the life cycle waits for a lead: for a badge. */
export async function lifeCycleWaiting(projectId: string): Promise<{ proposals: number; appeals: number }> {
  const { rows } = await prepared<{ proposals: number; appeals: number }>(
    `SELECT (SELECT count(*)::int FROM life_cycle_proposal WHERE project_id = $1 AND state = 'OPEN') AS proposals,
            (SELECT count(*)::int FROM appeal WHERE project_id = $1 AND state = 'OPEN') AS appeals`,
    [projectId],
  );
  return rows[0]!;
}
