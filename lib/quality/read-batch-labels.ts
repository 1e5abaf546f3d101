import { createHash } from 'node:crypto';
import { to as copyTo } from 'pg-copy-streams';
import { pool } from '#lib/db';
import { CATEGORIES, choiceCodeSql, WITHDRAWN } from './choice-codes';
import { MISSING, readIntegerRows } from './integer-rows';
import { type CountedVerdict, readVerdicts, verdictLine } from './read-verdicts';

/**
 * The labels of a batch that count as of a sequence number, in label order: of human annotators, latest revisions, not
 * excluded. Comparisons and annotators are database ids; −1 stands for what is not known.
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

const UUID = /^[0-9a-f-]{36}$/;

/** Reads them in one streamed scan. `lastSequence` must be committed: then what is read can never change. */
export async function readBatchLabels(batchId: string, lastSequence: number): Promise<BatchLabels> {
  if (!UUID.test(batchId) || !Number.isSafeInteger(lastSequence))
    throw new RangeError('readBatchLabels: not a batch and a sequence');
  const [latest, excludes, verdicts] = await Promise.all([
    latestRevisions(batchId, lastSequence),
    exclusions(batchId, lastSequence),
    readVerdicts(batchId, lastSequence),
  ]);
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM label WHERE batch_id = $1 AND sequence <= $2',
      [batchId, lastSequence],
    );
    const labels = emptyLabels(rows[0]!.n);
    const hash = createHash('sha256');
    let text = '';
    // Ids and numbers only, checked above: COPY takes no parameters.
    const stream = client.query(
      copyTo(`COPY (
        SELECT l.sequence, l.comparison_id, l.annotator_id, l.round, ${choiceCodeSql('l.choice')}, l.swapped::int, l.strength, g.number,
               (extract(epoch FROM l.labelled_at) * 1000)::bigint, l.active_ms, l.revision
        FROM label l JOIN annotator a ON a.id = l.annotator_id AND a.kind = 'HUMAN' LEFT JOIN guideline_version g ON g.id = l.guideline_id
        WHERE l.batch_id = '${batchId}' AND l.sequence <= ${lastSequence} ORDER BY l.sequence) TO STDOUT`),
    );
    await readIntegerRows(stream, 11, (row) => {
      const [sequence, comparison, annotator, round, choice, , strength] = row as unknown as number[];
      if (choice === WITHDRAWN) return;
      const newest = latest.get(`${comparison} ${annotator} ${round}`);
      if (newest !== undefined && newest !== row[10]) return;
      if (excludes(annotator!, sequence!)) {
        labels.excluded++;
        labels.excludedBy.set(annotator!, (labels.excludedBy.get(annotator!) ?? 0) + 1);
        return;
      }
      keep(labels, row);
      text += `${sequence} ${comparison} ${annotator} ${round} ${CATEGORIES[choice!] ?? 'CANT_JUDGE'} ${strength}\n`;
      if (text.length > 65536) {
        hash.update(text);
        text = '';
      }
    });
    labels.verdicts = verdicts;
    labels.hash = hash.update(text + verdicts.map(verdictLine).join('')).digest('hex');
    return trimmed(labels);
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Which revision is current, for the few labels that were ever revised. */
async function latestRevisions(batchId: string, lastSequence: number): Promise<Map<string, number>> {
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

async function exclusions(
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

function emptyLabels(capacity: number): BatchLabels {
  return {
    length: 0,
    sequence: new Float64Array(capacity),
    comparison: new Int32Array(capacity),
    annotator: new Int32Array(capacity),
    round: new Uint8Array(capacity),
    choice: new Uint8Array(capacity),
    swapped: new Int8Array(capacity),
    strength: new Int8Array(capacity),
    guideline: new Int32Array(capacity),
    labelledAtMs: new Float64Array(capacity),
    activeMs: new Int32Array(capacity),
    excluded: 0,
    excludedBy: new Map(),
    verdicts: [],
    hash: '',
  };
}

function keep(labels: BatchLabels, row: Float64Array): void {
  const at = labels.length++;
  labels.sequence[at] = row[0]!;
  labels.comparison[at] = row[1]!;
  labels.annotator[at] = row[2]!;
  labels.round[at] = row[3]!;
  labels.choice[at] = row[4]!;
  labels.swapped[at] = row[5]!;
  labels.strength[at] = row[6]!;
  labels.guideline[at] = row[7]!;
  labels.labelledAtMs[at] = row[8]!;
  labels.activeMs[at] = row[9] === MISSING ? MISSING : Math.min(row[9]!, 2 ** 31 - 1);
}

function trimmed(labels: BatchLabels): BatchLabels {
  const n = labels.length;
  return {
    ...labels,
    sequence: labels.sequence.subarray(0, n),
    comparison: labels.comparison.subarray(0, n),
    annotator: labels.annotator.subarray(0, n),
    round: labels.round.subarray(0, n),
    choice: labels.choice.subarray(0, n),
    swapped: labels.swapped.subarray(0, n),
    strength: labels.strength.subarray(0, n),
    guideline: labels.guideline.subarray(0, n),
    labelledAtMs: labels.labelledAtMs.subarray(0, n),
    activeMs: labels.activeMs.subarray(0, n),
  };
}
