import type { LifeCycleEvidence, LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import type { Queryable } from '#lib/db';

/** One annotator with what the rules look at. */
export interface AnnotatorEvidence {
  annotatorId: number;
  name: string;
  evidence: LifeCycleEvidence;
}

interface EvidenceRow {
  id: number;
  name: string;
  status: LifeCycleStatus;
  right: number;
  of: number;
  labels: number;
  labels_of_evidence: number;
  held: boolean;
  hold_golds: number;
  hold_labels: number;
  drift: DriftRow | null;
}

interface StoredShare {
  count: number;
  of: number;
  ci95: [number, number] | null;
}

interface DriftRow {
  labelsSince: number;
  before: StoredShare | null;
  after: StoredShare | null;
}

/**
 * What the rules look at, for the people of a project who may move (or one of them), in one query. Golds: first answers,
 * latest revisions, given after the comparison became a gold and after the evidence began; neither practice nor what was
 * set aside. Evidence begins with an attempt, with a lead's own decision, or with a proposal that a lead declined. Drift:
 * of the alarms in the batches' latest reports the one with most labels behind it.
 */
export async function readEvidence(
  tx: Queryable,
  projectId: string,
  annotatorId?: number,
): Promise<AnnotatorEvidence[]> {
  const one = annotatorId !== undefined;
  const { rows } = await tx.query<EvidenceRow>(
    `WITH person AS (
       SELECT a.id, a.name, a.status, coalesce(began.after_label, 0) AS began_after, coalesce(last.after_label, 0) AS status_after,
              began.hold_golds IS NOT NULL AND began.hold_golds + began.hold_labels > 0 AS held,
              coalesce(began.hold_golds, 0) AS hold_golds, coalesce(began.hold_labels, 0) AS hold_labels
       FROM annotator a
       LEFT JOIN LATERAL (
         SELECT * FROM (
           SELECT after_label, hold_golds, hold_labels, created_at FROM annotator_move WHERE annotator_id = a.id AND restarts_evidence
           UNION ALL
           SELECT after_label, hold_golds, hold_labels, closed_at FROM life_cycle_proposal WHERE annotator_id = a.id AND state = 'DECLINED'
         ) t ORDER BY created_at DESC LIMIT 1) began ON true
       LEFT JOIN LATERAL (SELECT after_label FROM annotator_move WHERE annotator_id = a.id ORDER BY id DESC LIMIT 1) last ON true
       WHERE a.project_id = $1 AND a.kind = 'HUMAN' AND a.status IN ('QUALIFYING', 'PROBATION', 'ACTIVE', 'RETRAINING') ${one ? 'AND a.id = $2' : ''}
     ), ${one ? `gold_of_one AS MATERIALIZED (${GOLDS_OF_ONE}),` : ''} gold AS (
       SELECT p.id, count(*)::int AS of, count(*) FILTER (WHERE l.choice = c.gold_choice)::int AS right
       FROM ${one ? GOLD_LABELS_OF_ONE : GOLD_LABELS_OF_ALL}
       WHERE c.project_id = $1 AND c.gold_choice IS NOT NULL AND NOT c.practice AND l.id > p.began_after
         AND l.choice IS NOT NULL AND l.choice <> 'CANT_JUDGE' AND (c.gold_sequence IS NULL OR l.sequence > c.gold_sequence)
         AND NOT EXISTS (SELECT 1 FROM label newer WHERE newer.comparison_id = l.comparison_id AND newer.annotator_id = l.annotator_id AND newer.round = 0 AND newer.revision > l.revision)
         AND NOT EXISTS (SELECT 1 FROM label_exclusion e WHERE e.batch_id = l.batch_id AND e.annotator_id = l.annotator_id AND e.lifted_sequence IS NULL
                           AND l.sequence BETWEEN e.from_sequence AND e.to_sequence)
       GROUP BY p.id
     ), alarm AS (
       SELECT DISTINCT ON (id) (piece.row->>'annotatorId')::int AS id, piece.row->'drift' AS drift
       FROM batch b
       JOIN LATERAL (SELECT r.id FROM quality_report r WHERE r.batch_id = b.id ORDER BY r.last_sequence DESC, r.method_version DESC LIMIT 1) latest ON true
       CROSS JOIN LATERAL (${one ? ROW_OF_ONE : ROWS_OF_ALL}) AS piece(row)
       WHERE b.project_id = $1 AND piece.row->'drift'->>'state' = 'drifting'
       ORDER BY id, (piece.row->'drift'->>'labelsSince')::int DESC
     )
     SELECT p.id, p.name, p.status, p.held, p.hold_golds, p.hold_labels, coalesce(gold.right, 0) AS right, coalesce(gold.of, 0) AS of, alarm.drift,
            CASE WHEN p.status = 'PROBATION' THEN (${labelsAfter('p.status_after')}) ELSE 0 END AS labels,
            CASE WHEN alarm.id IS NOT NULL THEN (${labelsAfter('p.began_after')}) ELSE 0 END AS labels_of_evidence
     FROM person p LEFT JOIN gold ON gold.id = p.id LEFT JOIN alarm ON alarm.id = p.id ORDER BY p.id`,
    one ? [projectId, annotatorId] : [projectId],
  );
  return rows.map((row) => ({
    annotatorId: row.id,
    name: row.name,
    evidence: {
      status: row.status,
      golds: { right: row.right, of: row.of },
      labels: row.labels,
      labelsOfEvidence: row.labels_of_evidence,
      drift: row.drift && {
        labelsSince: row.drift.labelsSince,
        before: row.drift.before,
        after: row.drift.after,
      },
      hold: row.held ? { golds: row.hold_golds, labels: row.hold_labels } : null,
    },
  }));
}

const ROWS_OF_ALL = `SELECT each.row FROM quality_report_part part CROSS JOIN LATERAL jsonb_array_elements(part.data) AS each(row)
         WHERE part.report_id = latest.id AND part.name = 'annotators' AND part.key = ''`;
/** The same row stands in the part about one person: of a large crew's table only that one would be read. */
const ROW_OF_ONE = `SELECT part.data->'row' FROM quality_report_part part
         WHERE part.report_id = latest.id AND part.name = 'annotator' AND part.key = $2::text`;

/** Few of a person's labels are of golds: which is found in indexes alone, and only those labels are then read. */
const GOLDS_OF_ONE = `SELECT c.id, c.project_id, c.gold_choice, c.gold_sequence, c.practice FROM comparison c
         WHERE c.project_id = $1 AND c.gold_choice IS NOT NULL
           AND c.id = ANY(ARRAY(SELECT l.comparison_id FROM person p JOIN label l ON l.annotator_id = p.id))`;
const GOLD_LABELS_OF_ONE =
  'gold_of_one c CROSS JOIN person p JOIN label l ON l.comparison_id = c.id AND l.annotator_id = p.id AND l.round = 0';
const GOLD_LABELS_OF_ALL =
  'comparison c JOIN label l ON l.comparison_id = c.id AND l.round = 0 JOIN person p ON p.id = l.annotator_id';

/** Counted only where a rule asks for it: over everybody it would read every label. */
const labelsAfter = (mark: string): string =>
  `SELECT count(*)::int FROM label l WHERE l.annotator_id = p.id AND l.id > ${mark} AND l.round = 0 AND l.revision = 0`;
