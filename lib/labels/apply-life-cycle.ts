import { lifeCycleMove, type RuleOutcome } from '#lib/annotators/life-cycle-move';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool, type Queryable, transaction } from '#lib/db';
import { readEvidence } from './life-cycle-evidence';
import { type RulesInForce, rulesInForce } from './life-cycle-rules-of';
import { lockAnnotator, moveAnnotator } from './move-annotator';

/** What the rules did. */
export interface AppliedLifeCycle {
  moved: number;
  proposed: number;
  lapsed: number;
}

/**
 * Holds every annotator of a project against the rules in force. Each move is a transaction of its own, in which the row is
 * locked and the evidence read again: whoever was moved, overruled or labelled meanwhile is judged by how things are then.
 * Safe to run again, and by two workers at once.
 */
export async function applyLifeCycle(projectId: string): Promise<AppliedLifeCycle> {
  const done: AppliedLifeCycle = { moved: 0, proposed: 0, lapsed: 0 };
  const inForce = await rulesInForce(projectId);
  const proposals = await pool().query<{ annotator_id: number }>(
    `SELECT annotator_id FROM life_cycle_proposal WHERE project_id = $1 AND state = 'OPEN'`,
    [projectId],
  );
  const open = new Set(proposals.rows.map((row) => row.annotator_id));
  for (const { annotatorId, evidence } of await readEvidence(pool(), projectId)) {
    const met = lifeCycleMove(evidence, inForce.rules).move !== null;
    if (!met && !open.has(annotatorId)) continue;
    const what = await transaction((tx) => applyToOne(tx, projectId, annotatorId));
    if (what) done[what]++;
  }
  return done;
}

async function applyToOne(
  tx: Queryable,
  projectId: string,
  annotatorId: number,
): Promise<keyof AppliedLifeCycle | null> {
  const annotator = await lockAnnotator(tx, projectId, annotatorId);
  const inForce = await rulesInForce(projectId, tx);
  const [person] = await readEvidence(tx, projectId, annotatorId);
  const move = person ? lifeCycleMove(person.evidence, inForce.rules).move : null;
  if (move?.mode === 'automatic') {
    await moveAnnotator(tx, annotator, move.to, {
      cause: 'rule',
      actor: SYSTEM_ACTOR,
      rule: move.rule,
      rulesVersion: inForce.version,
      reason: move.reason,
      sentence: move.sentence,
      figures: move.figures,
      // Golds of a round decide that round; those of the probation go on counting.
      restartsEvidence: move.rule === 'pass-qualification',
    });
    return 'moved';
  }
  const lapsed = await tx.query(
    `UPDATE life_cycle_proposal SET state = 'LAPSED', closed_at = now() WHERE annotator_id = $1 AND state = 'OPEN' AND rule IS DISTINCT FROM $2`,
    [annotatorId, move?.rule ?? null],
  );
  if (!move) return lapsed.rowCount ? 'lapsed' : null;
  return (await propose(tx, projectId, annotatorId, move, inForce)) ? 'proposed' : null;
}

/** A proposal that is open already takes the newer figures. */
async function propose(
  tx: Queryable,
  projectId: string,
  annotatorId: number,
  move: RuleOutcome,
  { version }: RulesInForce,
): Promise<boolean> {
  const { rows } = await tx.query<{ added: boolean }>(
    `INSERT INTO life_cycle_proposal (project_id, annotator_id, rule, rules_version, to_status, sentence, reason, figures)
     VALUES ($1, $2, $3, $4, $5::annotator_status, $6, $7, $8)
     ON CONFLICT (annotator_id) WHERE state = 'OPEN' DO UPDATE SET sentence = excluded.sentence, figures = excluded.figures, rules_version = excluded.rules_version
     RETURNING xmax = 0 AS added`,
    [
      projectId,
      annotatorId,
      move.rule,
      version,
      move.to,
      move.sentence,
      move.reason,
      JSON.stringify(move.figures),
    ],
  );
  return rows[0]!.added;
}
