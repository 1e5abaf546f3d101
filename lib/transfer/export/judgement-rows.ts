import { pool } from '#lib/db';
import { sealOf } from '#lib/seal';
import type { ColumnKind, ExportRow } from './export-formats';
import type { ExportGate } from './export-scope';

/** One row for each label that counts, as annotators gave them. */
export const JUDGEMENT_COLUMNS: Record<string, ColumnKind> = {
  judgement_id: 'integer',
  pair_id: 'string',
  prompt_id: 'string',
  annotator_id: 'string',
  choice: 'string',
  strength: 'integer',
  shown_left: 'string',
  is_gold: 'boolean',
  is_repeat: 'boolean',
  guideline_version: 'integer',
  submitted_at: 'string',
  dwell_ms: 'integer',
  gate: 'string',
};

const PAGE = 2000;

/**
 * Names of annotators that tell them apart and nobody who they are: keyed with the installation's secret, per project, so that
 * they are the same in every export of a project and different between projects.
 */
export function pseudonyms(projectId: string): (annotatorId: number) => string {
  const known = new Map<number, string>();
  return (annotatorId) => {
    const name =
      known.get(annotatorId) ??
      `a-${sealOf({ projectId, annotatorId }, 'annotator-pseudonym').replace(/[-_]/g, '').slice(0, 16)}`;
    known.set(annotatorId, name);
    return name;
  };
}

interface StoredJudgement {
  sequence: number;
  external_id: string;
  prompt_hash: string;
  gold: boolean;
  annotator_id: number;
  choice: string;
  strength: number | null;
  swapped: boolean | null;
  round: number;
  guideline: number | null;
  labelled_at: Date;
  active_ms: number | null;
}

/**
 * The labels of a snapshot in label order, a page at a time; revisions that others replaced and labels set aside stay out.
 *
 * @param counted by sequence number: 1 where the label counts.
 */
export async function* judgementRows(
  batchId: string,
  counted: Uint8Array,
  pseudonym: (annotatorId: number) => string,
  gate: ExportGate,
): AsyncGenerator<ExportRow> {
  for (let after = 0; ; ) {
    const { rows } = await pool().query<StoredJudgement>({
      name: 'export-judgements',
      text: `SELECT l.sequence, c.external_id, c.prompt_hash, c.gold_choice IS NOT NULL AS gold, l.annotator_id, l.choice::text, l.strength, l.swapped, l.round,
                    g.number AS guideline, l.labelled_at, l.active_ms
             FROM label l JOIN comparison c ON c.id = l.comparison_id LEFT JOIN guideline_version g ON g.id = l.guideline_id
             WHERE l.batch_id = $1 AND l.sequence > $2 AND l.sequence < $3 ORDER BY l.sequence LIMIT ${PAGE}`,
      values: [batchId, after, counted.length],
    });
    for (const row of rows) {
      if (counted[row.sequence] !== 1) continue;
      yield {
        judgement_id: row.sequence,
        pair_id: row.external_id,
        prompt_id: row.prompt_hash,
        annotator_id: pseudonym(row.annotator_id),
        choice: row.choice,
        strength: row.strength,
        shown_left: row.swapped === null ? null : row.swapped ? 'B' : 'A',
        is_gold: row.gold,
        is_repeat: row.round > 0,
        guideline_version: row.guideline,
        submitted_at: row.labelled_at.toISOString(),
        dwell_ms: row.active_ms,
        gate,
      };
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.sequence;
  }
}
