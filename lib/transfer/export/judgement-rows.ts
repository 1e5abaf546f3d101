import { pool } from '#lib/db';
import { CATEGORIES } from '#lib/quality/choice-codes';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
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

/** The labels of a snapshot in label order, a page at a time. */
export async function* judgementRows(
  labels: BatchLabels,
  pseudonym: (annotatorId: number) => string,
  gate: ExportGate,
): AsyncGenerator<ExportRow> {
  for (let at = 0; at < labels.length; at += PAGE) {
    const end = Math.min(labels.length, at + PAGE);
    const ids = [...new Set(labels.comparison.subarray(at, end))];
    const { rows } = await pool().query<{
      id: number;
      external_id: string;
      prompt_hash: string;
      gold_choice: string | null;
    }>({
      name: 'export-judgements',
      text: 'SELECT id, external_id, prompt_hash, gold_choice FROM comparison WHERE id = ANY($1::int[])',
      values: [ids],
    });
    const comparisons = new Map(rows.map((row) => [row.id, row]));
    for (let i = at; i < end; i++) {
      const comparison = comparisons.get(labels.comparison[i]!)!;
      const known = (value: number) => (value < 0 ? null : value);
      const swapped = known(labels.swapped[i]!);
      yield {
        judgement_id: labels.sequence[i]!,
        pair_id: comparison.external_id,
        prompt_id: comparison.prompt_hash,
        annotator_id: pseudonym(labels.annotator[i]!),
        choice: CATEGORIES[labels.choice[i]!] ?? 'CANT_JUDGE',
        strength: known(labels.strength[i]!),
        shown_left: swapped === null ? null : swapped === 1 ? 'B' : 'A',
        is_gold: comparison.gold_choice !== null,
        is_repeat: labels.round[i]! > 0,
        guideline_version: known(labels.guideline[i]!),
        submitted_at: new Date(labels.labelledAtMs[i]!).toISOString(),
        dwell_ms: known(labels.activeMs[i]!),
        gate,
      };
    }
  }
}
