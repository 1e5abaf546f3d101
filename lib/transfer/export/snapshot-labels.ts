import { pool } from '#lib/db';
import { CATEGORIES, WITHDRAWN } from '#lib/quality/choice-codes';
import { LabelsHash } from '#lib/quality/labels-hash';
import { exclusions, latestRevisions, REVISION, readLabelRows } from '#lib/quality/read-batch-labels';
import { type CountedVerdict, readVerdicts } from '#lib/quality/read-verdicts';

/** The labels of a snapshot, ten bytes each: what pairs are made of. Their other columns are read again when they are written. */
export interface SnapshotLabels {
  length: number;
  comparison: Int32Array;
  /** A number into `annotatorIds`. */
  annotator: Uint16Array;
  annotatorIds: number[];
  /** An index into CATEGORIES, or CANT_JUDGE. */
  choice: Uint8Array;
  strength: Int8Array;
  /** 0 for a first look. */
  round: Uint8Array;
  /** By sequence number: 1 where the label counts. */
  counted: Uint8Array;
  verdicts: CountedVerdict[];
  /** As of lib/quality/read-batch-labels. */
  hash: string;
  excluded: number;
  /** Labels with a side whose showing is known, and those on the left one. */
  sided: number;
  left: number;
}

const MOST_ANNOTATORS = 65_535;
const A = CATEGORIES.indexOf('A');
const B = CATEGORIES.indexOf('B');

/**
 * Reads people's labels that count as of a sequence number in one streamed scan, as `readBatchLabels` does and with its hash.
 *
 * @param signal breaks the scan off.
 */
export async function snapshotLabels(
  batchId: string,
  lastSequence: number,
  signal?: AbortSignal,
): Promise<SnapshotLabels> {
  const [latest, excludes, verdicts, counted] = await Promise.all([
    latestRevisions(batchId, lastSequence),
    exclusions(batchId, lastSequence),
    readVerdicts(batchId, lastSequence),
    pool().query<{ n: number }>(
      'SELECT count(*)::int AS n FROM label WHERE batch_id = $1 AND sequence <= $2',
      [batchId, lastSequence],
    ),
  ]);
  const capacity = counted.rows[0]!.n;
  const hash = new LabelsHash();
  const numbers = new Map<number, number>();
  const labels: SnapshotLabels = {
    length: 0,
    comparison: new Int32Array(capacity),
    annotator: new Uint16Array(capacity),
    annotatorIds: [],
    choice: new Uint8Array(capacity),
    strength: new Int8Array(capacity),
    round: new Uint8Array(capacity),
    counted: new Uint8Array(lastSequence + 1),
    verdicts,
    hash: '',
    excluded: 0,
    sided: 0,
    left: 0,
  };
  const numberOf = (id: number): number => {
    const known = numbers.get(id) ?? numbers.size;
    if (known > MOST_ANNOTATORS)
      throw new RangeError(`snapshotLabels: more than ${MOST_ANNOTATORS} annotators in one batch`);
    if (known === numbers.size) {
      numbers.set(id, known);
      labels.annotatorIds.push(id);
    }
    return known;
  };
  await readLabelRows(batchId, 0, lastSequence, (row) => {
    signal?.throwIfAborted();
    const [sequence, comparison, annotator, round, choice, swapped, strength] = row as unknown as number[];
    if (choice === WITHDRAWN) return;
    if (latest.size > 0) {
      const newest = latest.get(`${comparison} ${annotator} ${round}`);
      if (newest !== undefined && newest !== row[REVISION]) return;
    }
    if (excludes(annotator!, sequence!)) {
      labels.excluded++;
      return;
    }
    const at = labels.length++;
    labels.comparison[at] = comparison!;
    labels.annotator[at] = numberOf(annotator!);
    labels.choice[at] = choice!;
    labels.strength[at] = strength!;
    labels.round[at] = round!;
    labels.counted[sequence!] = 1;
    if (swapped! >= 0 && (choice === A || choice === B)) {
      labels.sided++;
      if ((choice === A) === (swapped === 0)) labels.left++;
    }
    hash.add(sequence!, comparison!, annotator!, round!, choice!, strength!);
  });
  return { ...labels, hash: hash.read(verdicts) };
}
