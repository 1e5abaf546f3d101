import { z } from 'zod';
import type { AuditActor } from '#lib/audit';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { type ImportRefusal, importFile } from './import-file';
import { type ImportProblem, ImportProblems } from './import-problems';

const MOST_LABELS = 10_000;

/** The body of POST /api/v1/projects/:slug/labels. Labels are read like the lines of a file, so every problem names its label. */
export const postedLabels = z.object({
  kind: z.enum(['human', 'model'], 'Say whether the annotators are people ("human") or models ("model").'),
  labels: z
    .array(z.record(z.string(), z.unknown()), 'Send a list of labels.')
    .min(1, 'Send at least one label.')
    .max(MOST_LABELS, `Send at most ${MOST_LABELS.toLocaleString('en')} labels at once.`),
});

export type PostedLabels = z.infer<typeof postedLabels>;

const FIELDS = new Set([
  'item_id',
  'annotator_id',
  'kind',
  'choice',
  'label',
  'strength',
  'rationale',
  'reasons',
  'created_at',
  'duration_ms',
  'swapped',
  'round',
]);

export interface AddedLabels {
  batch: { number: number; name: string };
  labels: { added: number; unchanged: number };
  annotators: { added: number };
}

/**
 * Adds labels to comparisons that are known, all or nothing. Sending the same again adds nothing: a label is known by its
 * comparison, annotator, choice and time, or by the round that it names.
 *
 * @throws invalid_input with `{problems: [{line, field, reason}], problemCount}`, line 1 for the first label; conflict for a
 *   closed batch.
 */
export async function postLabels(
  project: { id: string },
  actor: AuditActor,
  posted: PostedLabels,
): Promise<AddedLabels> {
  const problems = new ImportProblems();
  posted.labels.forEach((label, at) => {
    for (const name of Object.keys(label))
      if (!FIELDS.has(name)) problems.add(at + 1, name, 'is not a field of a label');
    if (typeof label.kind === 'string' && label.kind.trim().toLowerCase() !== posted.kind)
      problems.add(at + 1, 'kind', `is not the kind that the request names (${posted.kind})`);
  });
  const batchId = await batchOf(project.id, posted, problems);
  if (problems.count || batchId === null) throw refusal(problems.first(), problems.count);
  const text = posted.labels.map((label) => `${JSON.stringify({ ...label, kind: posted.kind })}\n`).join('');
  try {
    const { batch, labels, annotators } = await importFile({
      projectId: project.id,
      batch: { id: batchId },
      source: (async function* () {
        yield Buffer.from(text);
      })(),
      format: 'jsonl',
      fileName: 'API',
      actor,
      origin: 'API',
    });
    return { batch: { number: batch.number, name: batch.name }, labels, annotators };
  } catch (error) {
    if (!(error instanceof ConcordError) || error.code !== 'invalid_input') throw error;
    const { problems: found, problemCount } = error.details as ImportRefusal;
    throw refusal(found, problemCount);
  }
}

/** The batch of the first comparison that is known; labels of another batch are then problems that name theirs. */
async function batchOf(
  projectId: string,
  { labels }: PostedLabels,
  problems: ImportProblems,
): Promise<string | null> {
  const ids = labels.map((label) => String(label.item_id ?? ''));
  const { rows } = await pool().query<{ batch_id: string; external_id: string }>(
    'SELECT batch_id, external_id FROM comparison WHERE project_id = $1 AND external_id = ANY($2::text[])',
    [projectId, ids],
  );
  const known = new Map(rows.map((row) => [row.external_id, row.batch_id]));
  const first = ids.find((id) => known.has(id));
  if (first === undefined)
    labels.forEach((_, at) => {
      problems.add(at + 1, 'item_id', 'is not known in this project');
    });
  return first === undefined ? null : known.get(first)!;
}

function refusal(problems: ImportProblem[], problemCount: number): ConcordError {
  const what = problemCount === 1 ? 'One problem' : `${problemCount} problems`;
  const details: ImportRefusal = { problems, problemCount };
  return new ConcordError('invalid_input', `${what} in these labels. Nothing was added.`, details);
}
