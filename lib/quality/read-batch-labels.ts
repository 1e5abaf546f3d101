import { to as copyTo } from 'pg-copy-streams';
import { pool } from '#lib/db';
import { AnnotatorKind } from '#prisma/generated/enums';
import { choiceCodeSql, WITHDRAWN } from './choice-codes';
import { GrowingLabels } from './growing-labels';
import { readIntegerRows } from './integer-rows';
import { type CountedVerdict, readVerdicts } from './read-verdicts';

/**
 * The labels of a batch that count as of a sequence number, in label order: of annotators of one kind, latest revisions,
 * not excluded. Comparisons and annotators are database ids; −1 stands for what is not known.
 */
export interface BatchLabels {
  length: number;
  sequence: Float64Array;
  comparison: Int32Array;
  annotator: Int32Array;
  round: Uint8Array;
  /** An index into CATEGORIES, or CANT_JUDGE. */
  choice: Uint8Array;
  swapped: Int8Array;
  strength: Int8Array;
  guideline: Int32Array;
  labelledAtMs: Float64Array;
  activeMs: Int32Array;
  /** Labels left out by an exclusion, in all and by annotator. */
  excluded: number;
  excludedBy: Map<number, number>;
  /** What adjudications have settled by then, one per comparison: training follows it, agreement does not. */
  verdicts: CountedVerdict[];
  /** SHA-256 over every label and verdict that counts: two equal hashes are the same ones, choice by choice. */
  hash: string;
}

/**
 * Reads them in one streamed scan. `lastSequence` must be committed: then what is read can never change.
 *
 * @param kind humans, whose labels are measured, judged by the gate and trained on; or the models beside them.
 */
export async function readBatchLabels(
  batchId: string,
  lastSequence: number,
  kind: AnnotatorKind = 'HUMAN',
): Promise<BatchLabels> {
  const [labels, verdicts] = await Promise.all([
    readGrowingLabels(batchId, lastSequence, kind),
    readVerdicts(batchId, lastSequence),
  ]);
  return labels.view(verdicts, true);
}

/** The same, ready to take the labels that come after. */
export async function readGrowingLabels(
  batchId: string,
  lastSequence: number,
  kind: AnnotatorKind = 'HUMAN',
): Promise<GrowingLabels> {
  const [latest, excludes, counted] = await Promise.all([
    latestRevisions(batchId, lastSequence),
    exclusions(batchId, lastSequence),
    pool().query<{ n: number }>(
      'SELECT count(*)::int AS n FROM label WHERE batch_id = $1 AND sequence <= $2',
      [batchId, lastSequence],
    ),
  ]);
  const labels = new GrowingLabels(counted.rows[0]!.n);
  const take = (row: Float64Array) => {
    const [sequence, comparison, annotator, round, choice] = row as unknown as number[];
    if (choice === WITHDRAWN) return;
    const newest = latest.get(`${comparison} ${annotator} ${round}`);
    if (newest !== undefined && newest !== row[REVISION]) return;
    if (excludes(annotator!, sequence!)) labels.exclude(annotator!);
    else labels.append(row);
  };
  await readLabelRows(batchId, 0, lastSequence, take, kind);
  return labels;
}

/** Where a row of `readLabelRows` has its revision, behind the columns of `BatchLabels` in their order. */
export const REVISION = 10;
const WIDTH = 11;

const UUID = /^[0-9a-f-]{36}$/;

/** Every stored revision of annotators of one kind after one sequence number and up to another, in label order. */
export async function readLabelRows(
  batchId: string,
  after: number,
  lastSequence: number,
  take: (row: Float64Array) => void,
  kind: AnnotatorKind = 'HUMAN',
): Promise<void> {
  if (!Object.hasOwn(AnnotatorKind, kind))
    throw new RangeError(`readLabelRows: no annotators of the kind ${kind}`);
  if (!UUID.test(batchId) || !Number.isSafeInteger(after) || !Number.isSafeInteger(lastSequence))
    throw new RangeError('readLabelRows: not a batch and two sequences');
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    // Ids and numbers only, checked above: COPY takes no parameters.
    const stream = client.query(
      copyTo(`COPY (
        SELECT l.sequence, l.comparison_id, l.annotator_id, l.round, ${choiceCodeSql('l.choice')}, l.swapped::int, l.strength, g.number,
               (extract(epoch FROM l.labelled_at) * 1000)::bigint, l.active_ms, l.revision
        FROM label l JOIN annotator a ON a.id = l.annotator_id AND a.kind = '${kind}' LEFT JOIN guideline_version g ON g.id = l.guideline_id
        WHERE l.batch_id = '${batchId}' AND l.sequence > ${after} AND l.sequence <= ${lastSequence} ORDER BY l.sequence) TO STDOUT`),
    );
    await readIntegerRows(stream, WIDTH, take);
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Which revision is current, for the few labels that were ever revised. */
export async function latestRevisions(batchId: string, lastSequence: number): Promise<Map<string, number>> {
  const { rows } = await pool().query<{
    comparison_id: number;
    annotator_id: number;
    round: number;
    revision: number;
  }>(
    `SELECT comparison_id, annotator_id, round, max(revision) AS revision FROM label
     WHERE batch_id = $1 AND sequence <= $2 AND revision > 0 GROUP BY 1, 2, 3`,
    [batchId, lastSequence],
  );
  return new Map(rows.map((r) => [`${r.comparison_id} ${r.annotator_id} ${r.round}`, r.revision]));
}

/** Which labels are set aside as of a sequence number. */
export async function exclusions(
  batchId: string,
  lastSequence: number,
): Promise<(annotator: number, sequence: number) => boolean> {
  const { rows } = await pool().query<{ annotator_id: number; from_sequence: number; to_sequence: number }>(
    `SELECT annotator_id, from_sequence, to_sequence FROM label_exclusion
     WHERE batch_id = $1 AND sequence <= $2 AND (lifted_sequence IS NULL OR lifted_sequence > $2)`,
    [batchId, lastSequence],
  );
  const ranges = new Map<number, [number, number][]>();
  for (const r of rows)
    ranges.set(r.annotator_id, [...(ranges.get(r.annotator_id) ?? []), [r.from_sequence, r.to_sequence]]);
  return (annotator, sequence) =>
    ranges.get(annotator)?.some(([from, to]) => sequence >= from && sequence <= to) ?? false;
}
